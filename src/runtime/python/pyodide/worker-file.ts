/** The built file of a worker: a worker cannot load TypeScript, so that from the sources what the build made is run. */
export const workerFile = (name: string): URL => {
  const folder = import.meta.url.endsWith('.ts') ? '../../../../dist/runtime/python/pyodide/' : './'
  return new URL(`${folder}${name}.js`, import.meta.url)
}
