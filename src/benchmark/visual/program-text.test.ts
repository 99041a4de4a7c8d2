import { describe, expect, it } from 'vitest'
import { programText } from './program-text.ts'

const header = 'def execute_command(image) -> str:'
const whole = `${header}\n    patch = ImagePatch(image)\n    return "yes"\n`
const body = '    patch = ImagePatch(image)\n    return "yes"\n'

describe('the text of a program', () => {
  it('is kept where it is whole', () => {
    expect(programText(whole, header)).toEqual({ source: whole, shift: 0 })
    expect(programText(`# a comment\r\n${whole}`, header)).toEqual({ source: `# a comment\n${whole}`, shift: 0 })
  })
  it('comes out of its fence, and its lines move up', () => {
    expect(programText(`Sure:\n\`\`\`python\n${whole}\`\`\`\nThis works.`, header)).toEqual({
      source: whole,
      shift: -2,
    })
    expect(programText(`${whole}\`\`\`\nThis works.`, header)).toEqual({ source: whole, shift: 0 })
    expect(programText(`${whole}\n\`\`\`python\nmore()\n\`\`\``, header)).toEqual({ source: whole, shift: 0 })
  })
  it('gets its header back, and its lines move down', () => {
    expect(programText(body, header)).toEqual({ source: whole, shift: 1 })
  })
  it('gets the indentation of a stripped first line back', () => {
    expect(programText(body.trim(), header).source).toBe(whole)
    const loop = `${header}\n    for p in q:\n        use(p)\n    return 1\n`
    expect(programText('for p in q:\n        use(p)\n    return 1', header).source).toBe(loop)
  })
  it('indents a body that lost all of it', () => {
    expect(programText('patch = ImagePatch(image)\nreturn "yes"', header).source).toBe(whole)
    expect(programText('for p in q:\n    use(p)\n\nreturn 1', header).source).toBe(
      `${header}\n    for p in q:\n        use(p)\n\n    return 1\n`,
    )
    expect(programText('for p in q:\n    use(p)', header).source).toBe(`${header}\n    for p in q:\n        use(p)\n`)
    expect(programText('return "yes"', header).source).toBe(`${header}\n    return "yes"\n`)
  })
})
