import { pyodidePython } from '../../src/runtime/python/pyodide/pyodide.ts'
import { conformanceSuite } from './conformance-suite.ts'
import { toolSuite } from './tool-suite.ts'

const open = () => pyodidePython({ lanes: 2 })
conformanceSuite('pyodide', open)
toolSuite('pyodide', open)
