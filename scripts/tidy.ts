/**
 * The tidy rules: what a linter does not know of this house. Each finding says what to do instead. It
 * runs as a test (`tidy.test.ts`), where each rule is also seen to fail.
 */
import fs from 'node:fs'
import path from 'node:path'
import { sourceFiles } from './import-graph.ts'

export interface SourceFile {
  readonly name: string
  readonly text: string
}

export interface Tidy {
  readonly files: readonly SourceFile[]
  /** True when a path, relative to the root, exists. */
  readonly exists: (name: string) => boolean
  readonly read: (name: string) => string
}

/** Lines of a file; house.md's hard limit. A generated file is exempt, and one that argues for itself up to this. */
const MAX_FILE_LINES = 600

/** A banned call, where it may stand all the same, and what to write instead. */
interface Ban {
  readonly pattern: RegExp
  readonly allowed: RegExp
  readonly instead: string
}

const EDGES = /^broker\/(node|cluster)\/|^electron\/|^scripts\/|^e2e\/|^bench\/|^renderer\/|[.]test[.]tsx?$/

const BANS: readonly Ban[] = [
  {
    pattern: /\bDate\.now\(|\bperformance\.now\(/,
    allowed: EDGES,
    instead: 'take a Clock and ask nowMs() or monotonicMs()',
  },
  {
    pattern: /\bMath\.random\(/,
    allowed: /^scripts\/tidy/,
    instead: 'take a Random; a seeded one can be replayed',
  },
  {
    pattern: /\b(setTimeout|setInterval|setImmediate)\(/,
    allowed: EDGES,
    instead: 'take a Clock and use after() or every()',
  },
  {
    pattern: /\bPromise\.withResolvers\b/,
    allowed: /^scripts\/tidy|^renderer\//,
    instead: 'deferred() of broker/base: the library runs on Node 20, which has none',
  },
  {
    pattern: /\bnew Worker\(/,
    allowed: /^broker\/cluster\/launch[.]ts$|^renderer\/|[.]test[.]ts$/,
    instead: 'launch() starts threads',
  },
  {
    pattern: /\bipcMain\b|\bipcRenderer\b/,
    allowed: /^electron\/(host\/ipc-host|preload)[.]ts$|^scripts\//,
    instead: 'everything goes over the one port of ipc-host',
  },
  {
    pattern: /\bconsole\.(log|warn|error|info|debug)\(/,
    allowed: /^scripts\/tidy/,
    instead: 'log through a Logger, or write to process.stdout in a command',
  },
  {
    pattern: /\bthrow new Error\(/,
    allowed: /^scripts\/tidy/,
    instead: 'throw a KafkaError, an AppError, or assert()',
  },
  {
    pattern: /\bBigInt\(|[0-9]n\b.*writeBigInt|readBigU?Int64/,
    allowed: /^renderer\/|^e2e\/|[.]test[.]tsx?$|^resources\/|^broker\/config\//,
    instead: 'int64 is a checked number (ADR 4)',
  },
]

const MARKERS = new RegExp(
  `\\b(${['TO', 'FIX'].map((start) => `${start}${start === 'TO' ? 'DO' : 'ME'}`).join('|')}|XXX)\\b`,
)
const FOCUSED_TEST = /\b(it|describe|test)\.(only|skip)\(/

/** Every finding, one line each. */
export function tidyFindings(tree: Tidy): string[] {
  return [
    ...tree.files.flatMap((file) => fileFindings(file)),
    ...handlerFindings(tree),
    ...contractFindings(tree),
    ...decisionFindings(tree),
    ...architectureFindings(tree),
  ]
}

function fileFindings({ name, text }: SourceFile): string[] {
  if (name.includes('/generated/')) return []
  const code = withoutComments(text)
  const lines = text.split('\n').length - 1
  return [
    ...(lines > MAX_FILE_LINES ? [`${name}: ${lines} lines; split it, ${MAX_FILE_LINES} is the most`] : []),
    ...BANS.filter(({ pattern, allowed }) => pattern.test(code) && !allowed.test(name)).map(
      ({ pattern, instead }) => `${name}: ${pattern.exec(code)?.[0] ?? ''} is banned here; ${instead}`,
    ),
    ...(MARKERS.test(text) && !name.startsWith('scripts/tidy')
      ? [`${name}: a leftover marker; do it, or file an issue`]
      : []),
    ...(FOCUSED_TEST.test(code) && !name.startsWith('scripts/tidy')
      ? [`${name}: a test is focused or skipped`]
      : []),
  ]
}

/** A served API has a schema, a handler and a place in the protocol reference, under one stem. */
function handlerFindings({ files, exists, read }: Tidy): string[] {
  const reference = exists('docs/reference/protocol.md') ? read('docs/reference/protocol.md') : ''
  return files
    .map(({ name }) => /^broker\/handlers\/(\d\d)-([a-z-]+)[.]ts$/.exec(name))
    .filter((match) => match !== null)
    .flatMap(([, key, stem]) => [
      ...(exists(`broker/wire/schema/${key}-${stem}.ts`)
        ? []
        : [`handlers/${key}-${stem}.ts: no schema of that name`]),
      ...(new RegExp(`\\|\\s*${Number(key)}\\s*\\|`).test(reference)
        ? []
        : [`handlers/${key}-${stem}.ts: not in docs/reference/protocol.md`]),
    ])
}

/** Every contract area has a service and a feature of the same name. */
function contractFindings({ files, exists, read }: Tidy): string[] {
  if (!exists('contract/index.ts')) return []
  const areas = [...read('contract/index.ts').matchAll(/^import \{ (\w+) \} from '\.\/([a-z-]+)\.ts'/gm)].map(
    (match) => match[2] ?? '',
  )
  return areas.flatMap((area) =>
    files.some(({ name }) => name.startsWith(`electron/services/${area}/`))
      ? []
      : [`contract/${area}.ts: no electron/services/${area}/`],
  )
}

/** Decision records are numbered without gaps. */
function decisionFindings({ exists, read }: Tidy): string[] {
  if (!exists('docs/adr')) return []
  const numbers = read('docs/adr')
    .split('\n')
    .filter(Boolean)
    .map((name) => Number(name.slice(0, 4)))
    .sort((a, b) => a - b)
  return numbers
    .flatMap((number, index) => (number === index + 1 ? [] : [`docs/adr: number ${index + 1} is missing`]))
    .slice(0, 1)
}

/** Every path that ARCHITECTURE.md names exists. */
function architectureFindings({ exists, read }: Tidy): string[] {
  if (!exists('ARCHITECTURE.md')) return []
  const named = [
    ...read('ARCHITECTURE.md').matchAll(
      /`((?:contract|broker|electron|renderer|resources|e2e|bench|scripts|docs)\/[\w./-]*)`/g,
    ),
  ]
  return named.flatMap((match) =>
    exists(match[1] ?? '') ? [] : [`ARCHITECTURE.md names ${match[1]}, which is not there`],
  )
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')
}

/** The tree on disk. Reading a folder answers with its names, one a line. */
export function treeAt(root: string): Tidy {
  const read = (name: string) => {
    const file = path.join(root, name)
    return fs.statSync(file).isDirectory() ? fs.readdirSync(file).join('\n') : fs.readFileSync(file, 'utf8')
  }
  return {
    files: sourceFiles(root).map((name) => ({ name, text: read(name) })),
    exists: (name) => fs.existsSync(path.join(root, name)),
    read,
  }
}
