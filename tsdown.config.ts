import { defineConfig } from 'tsdown'

/** One output file per source file, so that `new URL('./tracer.py', import.meta.url)` finds its neighbour in `src` and in `dist`. */
export default defineConfig({
  entry: ['src/**/*.ts', '!src/**/*.test.ts'],
  unbundle: true,
  // `npm run build` removes the old files first; a failed build by hand then leaves the last good one.
  clean: false,
  platform: 'node',
  target: 'node20.19',
  // `tsc` writes the declarations: two threads of the bundler and its declaration plugin can wait for one another for ever.
  dts: false,
  sourcemap: false,
  fixedExtension: false,
  copy: [
    { from: 'src/runtime/python/**/*.py', to: 'dist', flatten: false },
    { from: 'src/vision/**/*.py', to: 'dist', flatten: false },
    { from: 'src/benchmark/**/*.py', to: 'dist', flatten: false },
    { from: 'node_modules/tree-sitter-python/tree-sitter-python.wasm', to: 'dist/syntax' },
  ],
})
