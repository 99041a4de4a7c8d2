import { pyodidePython } from '../../src/runtime/python/pyodide/pyodide.ts'
import { conformanceSuite } from './conformance-suite.ts'

conformanceSuite('pyodide', () => pyodidePython({ lanes: 2 }))
