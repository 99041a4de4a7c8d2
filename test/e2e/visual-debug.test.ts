import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FakeModelServer } from './fake-model-server.ts'
import { fakeModelServer } from './fake-model-server.ts'
import type { CliResult } from './faultline.ts'
import { faultline } from './faultline.ts'
import { body, towerOf, visualFolder } from './visual-folder.ts'

const question = 'There is a tower of three blocks with a yellow block at the top.'
const blame = 'top = min(blocks, key=lambda block: block.vertical_center)'
const mend = blame.replace('min', 'max')

/** VDebugger's critic and refiner, a model that sees, and one that writes programs, as far as these tests ask them. */
const server = (): Promise<FakeModelServer> =>
  fakeModelServer(({ form, text, images }) => {
    if (form === 'completion') {
      const shown = text.slice(text.indexOf('def execute_command'), text.indexOf('\n\n-> '))
      if (text.endsWith('# Correction')) return ` ${shown.replace('<MASKED>', mend)}`
      return shown.includes(mend) ? ' right' : ` wrong\n${shown.replace(blame, '<MASKED>')}`
    }
    if (images === 0) return `\`\`\`python\n${towerOf(3)}\`\`\``
    if (text.startsWith('Find every instance')) return '{"boxes": [{"box": [0, 0, 500, 1000], "confidence": 0.8}]}'
    return 'yes'
  })

let cwd = ''
let close = async (): Promise<void> => {}
let models: FakeModelServer
beforeAll(async () => {
  ;({ cwd, close } = await visualFolder())
  models = await server()
})
afterAll(async () => {
  models.close()
  await close()
})

const debug = (...args: readonly string[]): Promise<CliResult> => faultline(['debug', ...args], { cwd })
const towers = ['towers.png', question, '--program', 'towers.py']
const vdebugger = () => ['--critic', 'vdebugger', '--refiner', 'vdebugger', '--model', `${models.url}#vdebugger`]

describe('faultline debug of a visual program', () => {
  it('shows what it did, where the critic sees the fault, the mend and both answers', async () => {
    const { code, stdout, stderr } = await debug(...towers, ...vdebugger())
    expect(stderr).toBe('')
    for (const part of [
      'towers.py on towers.png  pixels · ',
      `Question  ${question}`,
      'Answer    no → yes',
      "3 image_patch.find('tower') → [p1…p3]",
      'Critics  vdebugger fail',
      'line 5   top = min(blocks',
      'the model marks this as the place at fault',
      'Mended',
      `-        ${blame}`,
      `+        ${mend}`,
      'Log: faultline show ',
    ])
      expect(stdout).toContain(part)
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
    expect(code).toBe(0)
  })

  it('tells the same as JSON, and as one page that needs nothing else', async () => {
    const { code, stdout } = await debug(...towers, ...vdebugger(), '--save', 'report.html', '--json')
    expect(JSON.parse(stdout)).toMatchObject({
      question,
      images: ['towers.png'],
      verdict: 'mended',
      answerBefore: 'no',
      answer: 'yes',
      critics: [{ from: 'vdebugger', verdict: 'fail' }],
      blame: [{ line: 5 }],
      after: expect.stringContaining(mend),
    })
    const page = await readFile(join(cwd, 'report.html'), 'utf8')
    expect(page).toContain('data:image/png;base64,')
    expect(page).toContain('max(blocks')
    expect(page).not.toMatch(/(src|href)="https?:/)
    expect(code).toBe(0)
  })

  it('shows it again from the log', async () => {
    const { stdout } = await faultline(['show', 'last'], { cwd })
    expect(stdout).toContain('Answer    no → yes')
    expect(stdout).toContain("image_patch.find('tower')")
    expect(stdout).toContain(`+        ${mend}`)
    const { stdout: json } = await faultline(['show', 'last', '--json'], { cwd })
    expect(JSON.parse(json)).toMatchObject({ verdict: 'mended', answer: 'yes' })
  })

  it('mends it without any model, and believes the mend more', async () => {
    const { code, stdout } = await debug(...towers, '--json')
    const { probabilityBefore, probability, ...report } = JSON.parse(stdout)
    expect(report).toMatchObject({ verdict: 'mended', answerBefore: 'no', answer: 'yes', blame: { 0: { line: 5 } } })
    expect(report.after).toContain(mend)
    expect(probability).toBeGreaterThan(probabilityBefore)
    expect(code).toBe(0)
  })

  it('has the program written where there is none', async () => {
    const { code, stdout } = await debug(
      'towers.png',
      'Is there a tower of three blocks?',
      '--model',
      `${models.url}#m`,
      '--critic',
      'static',
      '--json',
    )
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'passed', answer: 'yes', before: towerOf(3) })
    expect(code).toBe(0)
  })
})

describe('the images of a visual program', () => {
  const asked = async (name: string, source: string, ...images: readonly string[]) => {
    await writeFile(join(cwd, name), source)
    const { code, stdout, stderr } = await debug(
      ...images,
      'Is it so?',
      '--program',
      name,
      '--critic',
      'static',
      '--json',
    )
    return { code, stderr, answer: stderr === '' ? JSON.parse(stdout).answer : undefined }
  }
  const count = "len(ImagePatch(IMAGE).find('tower'))"

  it('are two on the left and right, or a list', async () => {
    const pair = `def execute_command(image_dict) -> str:\n    left, right = image_dict['left'], image_dict['right']\n    return bool_to_yesno(${count.replace('IMAGE', 'left')} == 3 and ImagePatch(right).width == 200)\n`
    expect(await asked('pair.py', pair, 'towers.png', 'street.png')).toEqual({ code: 0, stderr: '', answer: 'yes' })
    const list = `def execute_command(image_list) -> str:\n    return str([${count.replace('IMAGE', 'image')} for image in image_list])\n`
    const three = ['towers.png', 'street.png', 'nlvr/images/dev-7-0-0.png']
    expect(await asked('list.py', list, ...three)).toMatchObject({ code: 0, answer: '[3, 0, 3]' })
  })

  it('must be as many as the program takes', async () => {
    const { code, stderr } = await asked('one.py', body("return 'yes'"), 'towers.png', 'street.png')
    expect([code, stderr]).toEqual([2, expect.stringMatching(/over image takes one image and got 2/)])
  })
})

describe('the backends of a visual program', () => {
  const dog = body("dog = ImagePatch(image).find('dog')[0]", "return dog.simple_query('What color is the dog?')")

  it('answers from a scene graph', async () => {
    await writeFile(join(cwd, 'dog.py'), dog)
    const graphs = ['--backend', 'scene-graph', '--graphs', 'graphs.json', '--critic', 'static']
    const { code, stdout } = await debug('street.png', 'What color is the dog?', '--program', 'dog.py', ...graphs)
    expect(stdout).toContain('scene-graph')
    expect(stdout).toContain('Answer    brown')
    expect(code).toBe(0)
    const blind = await debug('towers.png', 'What color is the dog?', '--program', 'dog.py', ...graphs)
    expect(blind.stdout + blind.stderr).toMatch(/no scene graph .*towers/)
    expect(blind.code).toBe(3)
  })

  it('asks a model that sees, and says where it stands when the model is broken', async () => {
    await writeFile(
      join(cwd, 'seen.py'),
      body(
        "tower = ImagePatch(image).find('tower')[0]",
        "return str([tower.right, tower.verify_property('tower', 'tall')])",
      ),
    )
    const args = [
      'towers.png',
      'Is it tall?',
      '--program',
      'seen.py',
      '--backend',
      'model',
      '--critic',
      'static',
      '--json',
    ]
    const before = models.asked.length
    const { code, stdout } = await debug(...args, '--model', `${models.url}#eyes`)
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'passed', answer: '[210, True]' })
    expect(models.asked.slice(before).every(({ images }) => images === 1)).toBe(true)
    expect(code).toBe(0)
    const broken = await fakeModelServer(() => ({
      status: 400,
      body: '{"error": {"message": "this model sees no images"}}',
    }))
    const failed = await debug(...args, '--model', `${broken.url}#eyes`)
    broken.close()
    expect(failed.stdout + failed.stderr).toMatch(/refuses the request \(400\): this model sees no images/)
    expect(failed.code).toBe(3)
  })

  it('gives recorded answers again, and names the question that is not among them', async () => {
    const args = ['nlvr/images/dev-7-0-0.png', 'Is there a tower of three blocks?', '--critic', 'static', '--json']
    const cassette = ['--cassette', 'kept/eyes.jsonl']
    const first = await debug(...args, '--program', 'four.py', ...cassette)
    expect(JSON.parse(first.stdout)).toMatchObject({ answer: 'no', verdict: 'passed' })
    const again = await debug(...args, '--program', 'three.py', ...cassette, '--cassette-mode', 'replay')
    expect(JSON.parse(again.stdout)).toMatchObject({ answer: 'yes', verdict: 'passed' })
    await writeFile(join(cwd, 'other.py'), body("return bool_to_yesno(ImagePatch(image).exists('circle'))"))
    const other = await debug(...args, '--program', 'other.py', ...cassette, '--cassette-mode', 'replay')
    expect(other.stdout + other.stderr).toMatch(/kept\/eyes\.jsonl .*circle/)
    expect(other.code).toBe(3)
  })
})
