/** The folder of the app's own package: the same in a checkout, in `dist/` and inside a packaged app. */
import fs from 'node:fs'
import path from 'node:path'

/** Levels looked up at most. */
const MAX_DEPTH = 6

/** Absolute path of the nearest folder above this file with a package.json. */
export const APP_ROOT = findRoot(import.meta.dirname)

function findRoot(from: string): string {
  let folder = from
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    if (fs.existsSync(path.join(folder, 'package.json'))) return folder
    folder = path.dirname(folder)
  }
  return from
}
