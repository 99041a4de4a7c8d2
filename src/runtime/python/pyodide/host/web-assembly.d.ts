/** The part of the WebAssembly API that is used here; the compiler's own declarations come only with those of browsers. */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array)
    static imports(module: Module): { readonly module: string; readonly name: string; readonly kind: string }[]
  }
  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, unknown>>)
    readonly exports: Record<string, unknown>
  }
  class Memory {
    readonly buffer: ArrayBuffer
    grow(pages: number): number
  }
  class Global {
    constructor(descriptor: { value: 'i32'; mutable: boolean }, value: number)
    value: number
  }
  class Table {
    readonly length: number
    get(index: number): ((...args: number[]) => number) | null
  }
  class RuntimeError extends Error {}
  function compile(bytes: Uint8Array): Promise<Module>
}
