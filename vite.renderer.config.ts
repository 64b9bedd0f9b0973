/**
 * Builds the page to `dist/renderer`. Paths are relative so that the same files work from `file:` and from
 * the local HTTP host. Monaco is imported module by module (see `ui/code-editor`), which keeps its other
 * eighty languages out of the bundle. `renderer/testing/preview.html` is served in development only.
 */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: new URL('./renderer', import.meta.url).pathname,
  base: './',
  cacheDir: '../node_modules/.vite-renderer',
  plugins: [react()],
  worker: { format: 'es' },
  // Monaco is reached by a dynamic import only; named here, it is prepared with the rest and not on first use.
  optimizeDeps: { entries: ['index.html', 'testing/preview.html', 'ui/code-editor/monaco.ts'] },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'chrome130',
    cssTarget: 'chrome130',
    chunkSizeWarningLimit: 4_500,
  },
})
