/** What a schema found wrong with a value: the part of a `ZodError` that people are told. */
export interface Issues {
  readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]
}

const most = 3

/** On one line: `program: it is missing; images.0: expected string, received number`. */
export function issueWords({ issues }: Issues): string {
  const told = issues.slice(0, most).map(({ path, message }) => {
    const words = message.replace(/^Invalid input: /, '').replace(/^expected .*, received undefined$/, 'it is missing')
    return path.length === 0 ? words : `${path.map(String).join('.')}: ${words}`
  })
  return [...told, ...(issues.length > most ? [`and ${issues.length - most} more`] : [])].join('; ')
}
