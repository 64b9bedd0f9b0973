/** The import graph of our own source, read as text: static, type-only, re-exporting and dynamic imports alike. */
import fs from 'node:fs'
import path from 'node:path'

/** One import. `to` is a file of ours, `node:x`, or `package:name`. */
export interface Import {
  readonly from: string
  readonly to: string
}

/** Folders that hold our source. */
export const SOURCE_ROOTS = [
  'contract',
  'broker',
  'electron',
  'renderer',
  'e2e',
  'bench',
  'scripts',
  'resources',
] as const

const IMPORT_TEXT =
  /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

/** Every source file below the roots, relative to `root`, with forward slashes. */
export function sourceFiles(root: string): string[] {
  return SOURCE_ROOTS.filter((folder) => fs.existsSync(path.join(root, folder))).flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.replaceAll(path.sep, '/')}`)
      .filter((name) => /[.]tsx?$/.test(name) && !name.endsWith('.d.ts')),
  )
}

/** Every import of every file. */
export function importGraph(root: string): Import[] {
  return sourceFiles(root).flatMap((from) => importsIn(from, fs.readFileSync(path.join(root, from), 'utf8')))
}

/** The imports in one file's text. */
export function importsIn(from: string, text: string): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')
  return [...code.matchAll(IMPORT_TEXT)].flatMap((match) => {
    const specifier = match[1] ?? match[2] ?? match[3]
    return specifier === undefined ? [] : [{ from, to: resolve(from, specifier) }]
  })
}

function resolve(from: string, specifier: string): string {
  const bare = specifier.split('?')[0] ?? specifier
  if (bare.startsWith('node:')) return bare
  if (bare.startsWith('.')) return withExtension(path.posix.join(path.posix.dirname(from), bare))
  if (bare === '#contract' || bare === '#broker') return `${bare.slice(1)}/index.ts`
  if (bare.startsWith('#')) return withExtension(bare.slice(1))
  const parts = bare.split('/')
  return `package:${bare.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]}`
}

function withExtension(file: string): string {
  return /[.][a-z]+$/.test(file) ? file : `${file}.ts`
}

/** The first cycle found among our own files, as the path around it; null when there is none. */
export function findCycle(edges: readonly Import[]): string[] | null {
  const targets = new Map<string, string[]>()
  for (const { from, to } of edges) targets.set(from, [...(targets.get(from) ?? []), to])
  const finished = new Set<string>()
  const walk = (file: string, trail: readonly string[]): string[] | null => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file]
    if (finished.has(file)) return null
    for (const next of targets.get(file) ?? []) {
      const cycle = walk(next, [...trail, file])
      if (cycle !== null) return cycle
    }
    finished.add(file)
    return null
  }
  for (const file of targets.keys()) {
    const cycle = walk(file, [])
    if (cycle !== null) return cycle
  }
  return null
}
