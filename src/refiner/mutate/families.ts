import { argumentAdded, argumentDropped, argumentOrder, argumentSpread } from './argument.ts'
import { arithmeticOperator, grouping, keySign, operandDropped, operandOrder, scaling, sign } from './arithmetic.ts'
import { augmentation, inPlace, lookup } from './assignment.ts'
import { booleanOperator, negation, repeatedSubject } from './boolean-logic.ts'
import { bounded, callDropped, callee, callInserted } from './call.ts'
import { comparisonBoundary, comparisonOperator } from './comparison.ts'
import { clauseAdded, comprehensionFilter, conditionReplaced, testForConstant } from './condition.ts'
import { repetition } from './repetition.ts'
import { emptiness, initialValue, number, singleton, text } from './constant.ts'
import { converted } from './conversion.ts'
import { guardAdded } from './guard.ts'
import { undefinedName } from './import-added.ts'
import { initialAdded } from './initial-added.ts'
import { branch, iterable, jump } from './loop.ts'
import type { Family } from './mutation.ts'
import { attribute, attributeStep, donor, target, variable, variableForExpression } from './name.ts'
import { offByOne } from './off-by-one.ts'
import { operandAdded } from './operand-added.ts'
import { otherResult, raisedToResult, yielding } from './returned.ts'
import { elementOrder, elementTaken, sliceAdded, sliceBounds } from './slice.ts'
import { missingReturn, statementAdded } from './statement-added.ts'
import { statementGuarded } from './statement-guarded.ts'
import { elseOwner, indentation, statementOrder, statementRemoved } from './statement-moved.ts'

/** Every kind of edit, by name: the names are what notes and measurements are grouped by. */
export const families: Readonly<Record<string, Family>> = {
  comparisonOperator,
  comparisonBoundary,
  arithmeticOperator,
  operandOrder,
  operandDropped,
  operandAdded,
  grouping,
  sign,
  scaling,
  keySign,
  booleanOperator,
  negation,
  repeatedSubject,
  guardAdded,
  clauseAdded,
  conditionReplaced,
  testForConstant,
  comprehensionFilter,
  offByOne,
  number,
  initialValue,
  initialAdded,
  singleton,
  emptiness,
  repetition,
  text,
  variable,
  variableForExpression,
  attribute,
  attributeStep,
  target,
  donor,
  argumentOrder,
  argumentDropped,
  argumentAdded,
  argumentSpread,
  callee,
  callDropped,
  callInserted,
  bounded,
  sliceAdded,
  sliceBounds,
  elementTaken,
  elementOrder,
  augmentation,
  inPlace,
  lookup,
  iterable,
  jump,
  branch,
  otherResult,
  converted,
  yielding,
  raisedToResult,
  missingReturn,
  statementAdded,
  statementGuarded,
  statementRemoved,
  statementOrder,
  indentation,
  elseOwner,
  undefinedName,
}
