// Writes .br and .gz beside what compresses well, so that the server only has to send it.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const KINDS = new Set(['.js', '.css', '.svg', '.json'])
const dist = fileURLToPath(new URL('../dist/', import.meta.url))

rmSync(join(dist, '.vite'), { recursive: true, force: true }) // the manifest has done its work
for (const name of readdirSync(dist, { recursive: true })) {
  const path = join(dist, name)
  if (!KINDS.has(extname(name))) continue
  const content = readFileSync(path)
  if (content.length < 1_000) continue
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }))
  writeFileSync(
    `${path}.br`,
    brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  )
}
