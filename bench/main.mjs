/** `npm run bench -- NAME [options]` runs bench/NAME.mjs. */
import { readdirSync } from 'node:fs'

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.mjs') && file !== 'main.mjs')
  .map((file) => file.slice(0, -4))
const [name] = process.argv.splice(2, 1)
if (name === undefined || !names.includes(name)) {
  console.error(`usage: npm run bench -- ${names.join('|')} [options]`)
  process.exit(2)
}
await import(`./${name}.mjs`)
