import { defineConfig } from 'vite'
import { entries, externalPackages } from './scripts/entries.ts'

/** Main process, headless host, cluster command and broker thread: one build, ESM out, natives left outside. */
export default defineConfig({
  resolve: {
    alias: [{ find: /^@platformatic\/wasm-utils$/, replacement: '@platformatic/wasm-utils/bundled' }],
  },
  ssr: { noExternal: true, external: [...externalPackages] },
  build: {
    ssr: true,
    outDir: 'dist/main',
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: { ...entries },
      external: [...externalPackages],
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
})
