import { pyodidePython } from '../../src/runtime/python/pyodide/pyodide.ts'
import { visionSuite } from './vision-suite.ts'

visionSuite('pyodide', () => pyodidePython({ lanes: 2 }))
