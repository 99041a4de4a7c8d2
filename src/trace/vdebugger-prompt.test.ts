import { describe, expect, it } from 'vitest'
import { llamaTokens } from './token-counter.ts'
import {
  CRITIC_INSTRUCTION,
  markedProgram,
  promptBody,
  publishedPrompt,
  REFINER_INSTRUCTION,
} from './vdebugger-prompt.ts'

const parts = {
  query: 'Given an image: Is there a dog?',
  code: 'def execute_command(image):\n    return 1',
  result: '1',
  trace: 'call 1',
}

describe("VDebugger's prompts", () => {
  it('are, byte for byte, those of the critic and of the refiner', () => {
    const shown =
      '# Given an image: Is there a dog?\ndef execute_command(image):\n    return 1\n\n-> 1\n\n--- Trace\n\ncall 1'
    expect(publishedPrompt(parts, CRITIC_INSTRUCTION, { tokens: llamaTokens })).toBe(`${shown}\n\n# Program is`)
    expect(publishedPrompt(parts, REFINER_INSTRUCTION, { tokens: llamaTokens })).toBe(`${shown}\n\n# Correction`)
  })

  it('are cut at their beginning so that prompt and reply fit 1,024 tokens, and keep the instruction whole', () => {
    const long = { ...parts, trace: 'line 3 of it\n'.repeat(500) }
    const prompt = publishedPrompt(long, CRITIC_INSTRUCTION, { tokens: llamaTokens })
    expect(prompt.endsWith('\n\n# Program is')).toBe(true)
    const shown = prompt.slice(0, -CRITIC_INSTRUCTION.length)
    expect(promptBody(long).startsWith(shown)).toBe(true)
    expect(llamaTokens.count(shown)).toBe(1024 - 256 - llamaTokens.count(CRITIC_INSTRUCTION))
  })

  it('give the marked program back, up to a second instruction', () => {
    expect(markedProgram(' wrong\ndef execute_command(image):\n    <MASKED>\n\n# Program is right')).toBe(
      'def execute_command(image):\n    <MASKED>',
    )
    expect(markedProgram(' wrong, I think')).toBeUndefined()
  })
})

describe('tokens of Llama', () => {
  it('are those of its vocabulary', () => {
    // "Hello", ",", "▁world" and "!" are tokens of the vocabulary (15043, 29892, 3186, 29991).
    expect(llamaTokens.count('Hello, world!')).toBe(4)
    expect(llamaTokens.first('Hello, world!', 2)).toBe('Hello,')
  })
})
