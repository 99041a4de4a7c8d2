import { z } from 'zod'
import type { Grade } from '../core/benchmark.ts'
import type { RunEvent } from '../core/event.ts'
import type { CheckResult, Execution, Outcome } from '../core/execution.ts'
import type { Feedback } from '../core/feedback.ts'
import type { Json } from '../core/json.ts'
import type { ModelReply, ModelRequest } from '../core/model.ts'
import type { ToolLog } from '../core/toolset.ts'
import type { VisualTask } from '../core/visual.ts'

const position = z.object({ line: z.number(), column: z.number() })
const span = z.object({ from: position, to: position })
const view = z.object({
  type: z.string(),
  text: z.string(),
  length: z.number().exactOptional(),
  identity: z.number().exactOptional(),
  objects: z.array(z.number()).exactOptional(),
})

const limit = z.enum([
  'wallMs',
  'cpuMs',
  'memoryMb',
  'outputBytes',
  'fileBytes',
  'processes',
  'traceSteps',
  'toolCalls',
])
const failure = { error: z.string(), message: z.string(), at: span.exactOptional() }
const outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('returned'), value: view.exactOptional() }),
  z.object({ kind: z.literal('raised'), ...failure }),
  z.object({ kind: z.literal('rejected'), ...failure }),
  z.object({ kind: z.literal('exceeded'), limit }),
  z.object({ kind: z.literal('exited'), code: z.number() }),
  z.object({ kind: z.literal('crashed'), signal: z.string() }),
  z.object({ kind: z.literal('blocked'), what: z.string() }),
]) satisfies z.ZodType<Outcome>

const captured = z.object({ text: z.string(), dropped: z.number().exactOptional() })
const usage = z.object({ wallMs: z.number(), cpuMs: z.number(), peakMb: z.number() })
const check = z.object({
  checkId: z.string(),
  verdict: z.enum(['pass', 'fail', 'skip', 'undecided']),
  outcome,
  integrity: z.enum(['split', 'in-process', 'reused']),
  message: z.string().exactOptional(),
  expected: z.string().exactOptional(),
  actual: z.string().exactOptional(),
  calls: z.array(
    z.object({ expression: z.string(), value: z.string().exactOptional(), error: z.string().exactOptional() }),
  ),
  stdout: captured,
  usage,
}) satisfies z.ZodType<CheckResult>

/** Whatever JSON holds: it is not looked into. */
const json = z.custom<Json>((value) => value !== undefined)
const tools = z.object({
  calls: z.array(
    z.object({
      id: z.number(),
      stepId: z.number().exactOptional(),
      op: z.string(),
      args: json,
      answer: json,
      details: json.exactOptional(),
    }),
  ),
  dropped: z.number().exactOptional(),
}) satisfies z.ZodType<ToolLog>

const execution = z.object({
  programId: z.string(),
  runtime: z.string(),
  outcome,
  checks: z.array(check),
  tools: tools.exactOptional(),
  stdout: captured,
  stderr: captured,
  usage,
}) satisfies z.ZodType<Execution>

const feedback = z.object({
  from: z.string(),
  verdict: z.enum(['pass', 'fail', 'unsure']),
  probability: z.number(),
  message: z.string(),
  marked: z.string().exactOptional(),
  blame: z.array(
    z.object({
      span,
      weight: z.number(),
      reason: z.string(),
      evidence: z.array(z.object({ checkId: z.string(), stepId: z.number(), text: z.string() })),
    }),
  ),
}) satisfies z.ZodType<Feedback>

const request = z.object({
  messages: z.array(
    z.object({
      role: z.enum(['system', 'user', 'assistant']),
      text: z.string(),
      images: z.array(z.object({ mediaType: z.enum(['image/png', 'image/jpeg']), base64: z.string() })).exactOptional(),
    }),
  ),
  form: z.enum(['chat', 'completion']).exactOptional(),
  temperature: z.number().exactOptional(),
  maxTokens: z.number().exactOptional(),
  stop: z.array(z.string()).exactOptional(),
  seed: z.number().exactOptional(),
  schema: json.exactOptional(),
  topLogprobs: z.number().exactOptional(),
  logitBias: z.record(z.string(), z.number()).exactOptional(),
}) satisfies z.ZodType<ModelRequest>
const logprob = { text: z.string(), logprob: z.number() }
const reply = z.object({
  text: z.string(),
  usage: z.object({ inputTokens: z.number(), outputTokens: z.number(), costUsd: z.number().exactOptional() }),
  tokens: z.array(z.object({ ...logprob, top: z.array(z.object(logprob)) })).exactOptional(),
}) satisfies z.ZodType<ModelReply>

const visual = z.object({
  question: z.string(),
  query: z.string(),
  header: z.string(),
  input: z.enum(['image', 'image_dict', 'image_list']),
  answer: z.enum(['yes/no', 'count', 'text', 'patch']),
  images: z.array(z.string()),
}) satisfies z.ZodType<VisualTask>

const verdict = z.enum(['pass', 'fail'])
const grade = z.object({
  verdict: z.enum(['pass', 'fail', 'undecided']),
  message: z.string(),
  passed: z.number(),
  of: z.number(),
  faultLines: z.array(z.number()).exactOptional(),
  before: verdict.exactOptional(),
  lenient: z.object({ before: verdict.exactOptional(), after: verdict }).exactOptional(),
  fallback: z.object({ verdict, lenient: verdict }).exactOptional(),
  expected: z.string().exactOptional(),
  actual: z.string().exactOptional(),
  iou: z.number().exactOptional(),
  reference: z.object({ source: z.string(), masked: z.string().exactOptional() }).exactOptional(),
  cause: z.enum(['program error', 'vision error', 'ambiguous']).exactOptional(),
}) satisfies z.ZodType<Grade>

const stamp = { atMs: z.number(), taskId: z.string() }
const by = { attemptId: z.string().nullable(), by: z.string(), cached: z.boolean() }

/** One line of a log, version `LOG_VERSION`. What it does not name is dropped. */
export const eventShape = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('task.started'),
    ...stamp,
    prompt: z.string(),
    language: z.enum(['python']),
    checks: z.number(),
    visual: visual.exactOptional(),
  }),
  z.object({
    type: z.literal('attempt.written'),
    ...stamp,
    attemptId: z.string(),
    parentIds: z.array(z.string()),
    by: z.string(),
    source: z.string(),
    note: z.string().exactOptional(),
    rivals: z.array(z.string()).exactOptional(),
  }),
  execution.extend({
    type: z.literal('attempt.executed'),
    ...stamp,
    ...by,
    attemptId: z.string(),
    traces: z.record(z.string(), z.string()).exactOptional(),
  }),
  z.object({
    type: z.literal('candidate.executed'),
    ...stamp,
    ...by,
    programId: z.string(),
    runtime: z.string(),
    outcome,
    passed: z.number(),
    of: z.number(),
    usage,
  }),
  z.object({ type: z.literal('attempt.judged'), ...stamp, attemptId: z.string(), feedback }),
  z.object({ type: z.literal('model.replied'), ...stamp, ...by, request, reply }),
  z.object({
    type: z.literal('task.submitted'),
    ...stamp,
    attemptId: z.string().nullable(),
    reason: z.enum(['solved', 'finished', 'budget']),
    budget: z.enum(['tokens', 'modelCalls', 'executions', 'costUsd', 'wallMs']).exactOptional(),
  }),
  z.object({ type: z.literal('task.graded'), ...stamp, grade }),
  z.object({ type: z.literal('task.failed'), ...stamp, boundary: z.string(), message: z.string() }),
]) satisfies z.ZodType<RunEvent>
