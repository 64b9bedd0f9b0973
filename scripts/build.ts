/** Builds everything the app runs from into `dist/`: the page, the back end and the preload. */
import { build } from 'vite'
import { preloadEntry } from './entries.ts'

await build({ configFile: 'vite.renderer.config.ts', logLevel: 'warn' })
await build({ configFile: 'vite.main.config.ts', logLevel: 'warn' })
await build({
  configFile: false,
  logLevel: 'warn',
  build: {
    outDir: 'dist/preload',
    emptyOutDir: true,
    minify: false,
    lib: { entry: preloadEntry, formats: ['cjs'], fileName: () => 'preload.cjs' },
    rolldownOptions: { external: ['electron'] },
  },
})
