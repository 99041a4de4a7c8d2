/**
 * JSON of Python says `3.0` for a float and `3` for an integer; JavaScript reads both as 3. A float with no fraction is
 * kept as an object with its text while it passes through here, and becomes the same text again.
 */
const tag = '$float'

/** The JSON text with such floats as `{"$float":"3.0"}`. Texts in quotes are left alone. */
export const keepFloats = (json: string): string =>
  json.replace(/"(?:[^"\\]|\\.)*"|-?\d+\.0+\b(?![eE\d])/g, (token) =>
    token.startsWith('"') ? token : `{"${tag}":"${token}"}`,
  )

/** The JSON text of a value that was read with `keepFloats`. */
export const floatJson = (value: unknown): string => JSON.stringify(value).replace(/\{"\$float":"(-?[\d.]+)"\}/g, '$1')
