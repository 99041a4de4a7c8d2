import llama from 'llama-tokenizer-js'

/** Counts and cuts a text in tokens of a model. */
export interface TokenCounter {
  count(text: string): number
  /** The longest beginning of the text with at most so many tokens. */
  first(text: string, tokens: number): string
}

/** Tokens of Llama and Llama 2, which CodeLlama shares for text and code: what VDebugger's limits were counted in. */
export const llamaTokens: TokenCounter = {
  count: (text) => llama.encode(text, false).length,
  first(text, tokens) {
    const ids = llama.encode(text, false)
    return ids.length <= tokens ? text : llama.decode(ids.slice(0, tokens), false)
  },
}
