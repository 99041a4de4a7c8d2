/** The first byte of an answer to a call of a tool (docs/python-protocol.md): 1 is for the sandbox, which refuses calls beyond the limit. */
export const answerStatus = { answered: 0, failed: 2, forged: 3 } as const
