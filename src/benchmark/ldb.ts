import { z } from 'zod'
import type { Benchmark } from '../core/benchmark.ts'
import type { Task } from '../core/task.ts'
import { findData } from './find-data.ts'
import { gradeChecks } from './grade-checks.ts'
import { readJsonl } from './read-jsonl.ts'

const recordShape = z.object({
  task_id: z.string(),
  prompt: z.string(),
  entry_point: z.string(),
  test: z.string(),
  given_tests: z.array(z.string()),
  solution: z.string(),
  is_solved: z.boolean(),
})
type SeedRecord = z.infer<typeof recordShape>

/** What the published harness put before a program, by the set that it belongs to. */
const preambles: readonly { readonly set: RegExp; readonly lines: readonly string[] }[] = [
  { set: /^HumanEval\//, lines: ['from typing import *'] },
  {
    set: /^MBPP\//,
    lines: [
      'from typing import *',
      'import math',
      'from heapq import *',
      'import itertools',
      'import re',
      'import typing',
      'import heapq',
      '_str = str',
    ],
  },
]

/** Generous for every published solution, also in WebAssembly; cpu time, so that a slow machine changes no grade. */
const gradeLimits = { cpuMs: 5000 }

export interface LdbOptions {
  /** A folder whose `humaneval/` and `mbpp/` (or that itself) hold `seed*.jsonl[.gz]`. */
  readonly data: string
  /** Which seeds: those whose stored verdict is false (default), or all. */
  readonly which?: 'failing' | 'all'
}

/**
 * The first programs of a language model in the format of LDB (Zhong et al. 2024): `given_tests` are shown, `test` is
 * hidden. Graded as preamble + solution, then the test and `check(entry_point)`.
 */
export function ldb({ data, which = 'failing' }: LdbOptions): Benchmark {
  const hidden = new Map<string, string>()
  return {
    name: 'ldb',
    async *tasks() {
      for (const path of await seedFiles(data)) {
        for await (const record of readJsonl(path, recordShape)) {
          if (which === 'failing' && record.is_solved) continue
          hidden.set(record.task_id, `${record.test}\ncheck(${record.entry_point})\n`)
          yield taskOf(record)
        }
      }
    },
    async grade(task, submitted, execute) {
      const source = hidden.get(task.id)
      if (source === undefined) throw new Error(`no such task: ${task.id}`)
      const { checks } = await execute(submitted, {
        checks: [{ kind: 'script', id: 'check', source }],
        module: task.module,
        limits: gradeLimits,
      })
      return gradeChecks(checks, 1)
    },
  }
}

/** Both sets where the folder holds both, else the one that it is. */
async function seedFiles(data: string): Promise<string[]> {
  const found = await Promise.allSettled(
    [`${data}/humaneval`, `${data}/mbpp`].map((folder) => findData(folder, /^seed.*\.jsonl(\.gz)?$/)),
  )
  const files = found.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  return files.length > 0 ? files : [await findData(data, /^seed.*\.jsonl(\.gz)?$/)]
}

function taskOf(record: SeedRecord): Task {
  const preamble = preambles.find(({ set }) => set.test(record.task_id))?.lines ?? []
  return {
    id: record.task_id,
    prompt: record.prompt,
    language: 'python',
    module: 'solution',
    entry: record.entry_point,
    checks: record.given_tests.map((source, index) => ({ kind: 'assert', id: `given ${index + 1}`, source })),
    seed: `${[...preamble, record.solution].join('\n')}\n`,
  }
}
