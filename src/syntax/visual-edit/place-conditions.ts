import { level } from '../expression.ts'
import type { ConditionText } from './condition-texts.ts'

/** How far from an edge still touches it, in pixels: drawn things and boxes of detectors seldom meet exactly. */
const NEAR = 1

/** Where one patch is in relation to another: at an edge inside of it, above, below, left, right of it. y grows upwards. */
export const placeConditions = (inner: string, outer: string): readonly ConditionText[] => {
  const gaps = [
    `${inner}.left - ${outer}.left`,
    `${outer}.right - ${inner}.right`,
    `${inner}.lower - ${outer}.lower`,
    `${outer}.upper - ${inner}.upper`,
  ]
  const comparisons = [
    ...gaps.map((gap) => `${gap} <= ${NEAR}`),
    `min(${gaps.join(', ')}) <= ${NEAR}`,
    `min(${gaps.join(', ')}) > ${NEAR}`,
    `${inner}.vertical_center > ${outer}.vertical_center`,
    `${inner}.vertical_center < ${outer}.vertical_center`,
    `${inner}.horizontal_center > ${outer}.horizontal_center`,
    `${inner}.horizontal_center < ${outer}.horizontal_center`,
  ]
  return comparisons.map((text) => ({ text, level: level.comparison, weight: 0.2 }))
}
