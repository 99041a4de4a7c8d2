import { pyodidePython } from '../../src/runtime/python/pyodide/pyodide.ts'
import { reuseSuite } from './reuse-suite.ts'

reuseSuite('pyodide', () => pyodidePython({ lanes: 1 }))
