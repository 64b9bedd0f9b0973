import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Generated files: written, or only compared. */

/** One file to generate, by its path in the repository. */
export interface GeneratedFile {
  readonly path: string
  readonly text: string
}

/** What a generator returns. */
export interface Generation {
  readonly files: readonly GeneratedFile[]
  /** Folders in which every file is generated; others in them are removed. */
  readonly ownedFolders: readonly string[]
}

/** The paths that differ from what is on disk, sorted; empty when all is up to date. */
export function staleFiles(root: string, generation: Generation): string[] {
  const stale = generation.files.filter((file) => readText(join(root, file.path)) !== file.text)
  return [...stale.map((file) => file.path), ...orphans(root, generation)].sort()
}

/** Brings the disk up to date; returns the paths that changed. */
export function writeFiles(root: string, generation: Generation): string[] {
  const changed = staleFiles(root, generation)
  const orphaned = new Set(orphans(root, generation))
  for (const path of orphaned) rmSync(join(root, path))
  for (const file of generation.files) {
    if (!changed.includes(file.path)) continue
    mkdirSync(dirname(join(root, file.path)), { recursive: true })
    writeFileSync(join(root, file.path), file.text)
  }
  return changed
}

function orphans(root: string, generation: Generation): string[] {
  const known = new Set(generation.files.map((file) => file.path))
  return generation.ownedFolders.flatMap((folder) =>
    listFolder(join(root, folder))
      .map((name) => `${folder}/${name}`)
      .filter((path) => !known.has(path)),
  )
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    // The folder does not exist before the first run.
    return []
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // A file that is not there differs from any text.
    return null
  }
}
