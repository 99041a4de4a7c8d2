import { describe, expect, it } from 'vitest'
import { codeBlock } from './code-block.ts'

describe('codeBlock', () => {
  it.each([
    ['the block of a reply', 'Here:\n```python\nx = 1\n```\nDone.', 'x = 1\n'],
    ['the last of several', '```py\nold\n```\nbetter:\n```\nnew\n```\n', 'new\n'],
    ['a block that is never closed', 'Sure:\n```python\ndef f():\n    return 1', 'def f():\n    return 1\n'],
    ['the whole of a reply without one', 'def f():\n    return 1\n\n', 'def f():\n    return 1\n'],
    ['a block with a longer fence around fences', '````\n"""\n```\nx\n```\n"""\n````', '"""\n```\nx\n```\n"""\n'],
    ['a block of tildes', '~~~python\nx\n~~~', 'x\n'],
    ['an empty block', '```python\n```', '\n'],
    ['inline quotes as text', 'use `x` and ```y``` here', 'use `x` and ```y``` here\n'],
    ['a block with Windows line ends', '```python\r\nx = 1\r\n```\r\n', 'x = 1\n'],
    ['indentation as it is', '```python\n    x = 1\n```', '    x = 1\n'],
  ])('gives %s', (_what, reply, source) => {
    expect(codeBlock(reply)).toBe(source)
  })
})
