import { z } from 'zod'
import type { Json } from '../core/json.ts'

/** Read by `parseJson`: there is nothing to check but that it is there, and a copy would lose how numbers are written. */
const json = z.custom<Json>((value) => value !== undefined, 'it is missing')

/** What a call is given and what it must give, as it stands in a JSON file. */
export const callShape = {
  args: z.array(json),
  kwargs: z.record(z.string(), json).optional(),
  expected: json,
}
