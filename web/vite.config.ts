import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const api = process.env.API_URL ?? 'http://127.0.0.1:8000'

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // The API replaces it by a new one in every answer; see api/web.py.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    target: 'es2022',
    sourcemap: true,
    manifest: true, // scripts/budget.mjs reads what the first page loads
    assetsInlineLimit: 0, // data: addresses would need a wider policy
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': api, '/schema': api } },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test-setup.ts'],
    isolate: false, // one environment for all files: they leave nothing behind
  },
})
