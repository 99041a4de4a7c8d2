import { otherAttributes } from './transformers-attributes.ts'
import type { MatcherPipeline, Picture } from './transformers-library.ts'

/** Image against each text. CLIP's logits are a hundred times the cosine; SigLIP's belong to a sigmoid. */
async function logitsOf(
  matcher: MatcherPipeline,
  picture: Picture,
  texts: readonly string[],
): Promise<readonly number[]> {
  const text = matcher.tokenizer(texts, { padding: isSiglip(matcher) ? 'max_length' : true, truncation: true })
  const { pixel_values } = await matcher.processor([picture])
  return [...(await matcher.model({ ...text, pixel_values })).logits_per_image.data]
}

const isSiglip = ({ model }: MatcherPipeline): boolean => model.config.model_type === 'siglip'

/**
 * How much rather `property name` describes the picture than the same name with another attribute: the mean over the others of
 * the softmax of the two (VDebugger's binary score).
 */
export async function verify(
  matcher: MatcherPipeline,
  picture: Picture,
  { name, property }: { readonly name: string; readonly property: string },
): Promise<number> {
  const others = otherAttributes.filter((attribute) => attribute !== property.trim().toLowerCase())
  const texts = [property, ...others].map((attribute) => `${attribute} ${name}`)
  const [own = 0, ...rivals] = await logitsOf(matcher, picture, texts)
  return rivals.reduce((sum, rival) => sum + 1 / (1 + Math.exp(rival - own)), 0) / rivals.length
}

/** Shares of several texts; a single one alone, so that it can be compared between regions: its cosine, or SigLIP's probability. */
export async function match(
  matcher: MatcherPipeline,
  picture: Picture,
  texts: readonly string[],
): Promise<readonly number[]> {
  if (texts.length === 0) return []
  const logits = await logitsOf(matcher, picture, texts)
  if (isSiglip(matcher)) return logits.map((logit) => 1 / (1 + Math.exp(-logit)))
  if (logits.length === 1) return logits.map((logit) => Math.min(1, Math.max(0, logit / 100)))
  const most = Math.max(...logits)
  const masses = logits.map((logit) => Math.exp(logit - most))
  const sum = masses.reduce((a, b) => a + b, 0)
  return masses.map((mass) => mass / sum)
}
