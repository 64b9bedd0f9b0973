/**
 * `npm run package`: the unpacked app for this machine into `out/`. With ELECTRON_OVERRIDE_DIST_PATH the
 * app is laid over that runtime (electron-builder, `dir` target); otherwise Forge packages with the
 * Electron of package.json, which it fetches. Installers come from `npx electron-forge make`.
 */
import fs from 'node:fs'
import path from 'node:path'
import { root, runStep } from './steps.ts'

const runtime = process.env['ELECTRON_OVERRIDE_DIST_PATH']
const out = path.join(root, 'out')
fs.rmSync(out, { recursive: true, force: true })
const result =
  runtime === undefined
    ? await runStep('package', ['electron-forge', 'package'])
    : await runStep('package', [
        'electron-builder',
        '--dir',
        '--config',
        writeBuilderConfig(runtime),
        '--publish',
        'never',
      ])
if (result.isOk) process.stdout.write(`loupe: the app is in ${path.relative(root, out)}${path.sep}\n`)
process.exitCode = result.isOk ? 0 : 1

function writeBuilderConfig(electronDist: string): string {
  const version = fs.readFileSync(path.join(electronDist, 'version'), 'utf8').trim().replace(/^v/, '')
  const file = path.join(root, 'dist', 'builder-config.json')
  const config = {
    appId: 'org.loupe.app',
    productName: 'Loupe',
    electronDist,
    electronVersion: version,
    npmRebuild: false,
    directories: { output: 'out' },
    files: [
      'dist/**',
      '!dist/builder-config.json',
      '!**/*.map',
      'package.json',
      'CHANGELOG.md',
      'LICENSE',
      '!node_modules/**',
      'node_modules/@node-rs/**',
    ],
    asarUnpack: ['**/*.node'],
    linux: { executableName: 'loupe', category: 'Development' },
  }
  fs.writeFileSync(file, JSON.stringify(config, null, 2))
  return file
}
