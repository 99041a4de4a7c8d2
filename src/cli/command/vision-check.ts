import { EngineError } from '../../core/engine-error.ts'
import type { ExitCode } from '../exit-code.ts'
import { exitCodes } from '../exit-code.ts'

export interface VisionCheckOptions {
  readonly backend: string
  readonly data: string
  readonly json?: true
}
