// Fails the build when the first page loads more compressed script than docs/web.md allows.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const FIRST_LOAD = 250_000 // bytes of gzip: script that every page needs
const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))

const size = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length

/** An entry with everything that it imports before it runs. */
function withImports(name, found = new Set()) {
  if (found.has(name)) return found
  found.add(name)
  for (const other of manifest[name].imports ?? []) withImports(other, found)
  return found
}

const entry = Object.keys(manifest).find((name) => manifest[name].isEntry)
const first = withImports(entry)
const scripts = [...first].map((name) => manifest[name].file).filter((file) => file.endsWith('.js'))
const total = scripts.reduce((sum, file) => sum + size(file), 0)
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`

for (const [name, chunk] of Object.entries(manifest)) {
  if (chunk.isDynamicEntry && chunk.file.endsWith('.js')) {
    const own = [...withImports(name)].filter(
      (part) => !first.has(part) && manifest[part].file.endsWith('.js'),
    )
    const bytes = own.reduce((sum, part) => sum + size(manifest[part].file), 0)
    console.log(`chunk       ${kB(bytes).padStart(9)}  ${name}`)
  }
}
console.log(`first load  ${kB(total).padStart(9)}  of ${kB(FIRST_LOAD)}, gzip`)
if (total > FIRST_LOAD) {
  console.error('The first load is over its budget: load what is not needed at once with import().')
  process.exit(1)
}
