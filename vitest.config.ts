import { defineConfig } from 'vitest/config'

/** `npm test` runs all but the slow suites, which measure against published data: `FAULTLINE_SUITE=slow` runs those. */
const slow = process.env['FAULTLINE_SUITE'] === 'slow'

export default defineConfig({
  test: {
    include: slow ? ['test/slow/**/*.test.ts'] : ['src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: slow ? [] : ['test/slow/**'],
    // Sandboxed programs are limited by cpu time; a test only by what a loaded machine may take.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
})
