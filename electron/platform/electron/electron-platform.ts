/** What Electron can do of a desktop. */
import { shell } from 'electron'
import type { Platform } from '../platform.ts'
import { readVersion } from '../version.ts'

export function createElectronPlatform(dataDirectory: string): Platform {
  return {
    host: 'electron',
    version: readVersion(),
    electronVersion: process.versions['electron'] ?? null,
    dataDirectory,
    notice: null,
    openExternal: async (url) => {
      await shell.openExternal(url)
      return true
    },
  }
}
