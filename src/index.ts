export { program } from './core/program.ts'
export { EngineError } from './core/engine-error.ts'
