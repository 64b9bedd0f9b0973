import fs from 'node:fs'
import path from 'node:path'
import { MakerDeb } from '@electron-forge/maker-deb'
import { MakerZIP } from '@electron-forge/maker-zip'
import type { ForgeConfig } from '@electron-forge/shared-types'
import { externalPackages } from './scripts/entries.ts'

const root = import.meta.dirname

/** What the packaged app holds: the bundles, its description, and the packages that stay outside the bundles. */
function isKept(file: string): boolean {
  if (file === '') return true
  const kept = ['/dist', '/package.json', '/CHANGELOG.md', '/LICENSE', '/resources/icons', '/node_modules']
  if (!kept.some((name) => file === name || file.startsWith(`${name}/`) || name.startsWith(`${file}/`)))
    return false
  if (!file.startsWith('/node_modules/')) return !file.endsWith('.map')
  return nativePackages().some(
    (name) =>
      file === `/node_modules/${name}` ||
      file.startsWith(`/node_modules/${name}/`) ||
      `/node_modules/${name}`.startsWith(`${file}/`),
  )
}

/** External packages and their per-platform halves; Electron itself is the runtime. */
function nativePackages(): string[] {
  return externalPackages
    .filter((name) => name !== 'electron')
    .flatMap((name) => {
      const manifest: unknown = JSON.parse(
        fs.readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8'),
      )
      const halves =
        typeof manifest === 'object' && manifest !== null && 'optionalDependencies' in manifest
          ? manifest.optionalDependencies
          : {}
      return [name, ...Object.keys(halves ?? {})]
    })
}

const config: ForgeConfig = {
  packagerConfig: {
    name: 'Loupe',
    executableName: 'loupe',
    asar: { unpack: '**/{*.node,*.so,*.so.*,*.dylib,*.dll}' },
    ignore: (file: string) => !isKept(file),
    prune: false,
    // For machines that cannot reach Electron's downloads: a folder that holds its zip.
    ...(process.env['ELECTRON_ZIP_DIR'] ? { electronZipDir: process.env['ELECTRON_ZIP_DIR'] } : {}),
  },
  rebuildConfig: { onlyModules: [] },
  makers: [
    new MakerZIP({}, ['darwin', 'linux', 'win32']),
    new MakerDeb({ options: { bin: 'loupe' } }, ['linux']),
  ],
}

export default config
