/** What a plain Node process can do of a desktop. */
import { spawn } from 'node:child_process'
import type { Platform } from '../platform.ts'
import { readVersion } from '../version.ts'

export function createHeadlessPlatform(options: {
  readonly dataDirectory: string
  readonly notice: string | null
}): Platform {
  return {
    host: 'http',
    version: readVersion(),
    electronVersion: null,
    dataDirectory: options.dataDirectory,
    notice: options.notice,
    openExternal: openInBrowser,
  }
}

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, readonly string[]]>>> = {
  darwin: ['open', []],
  win32: ['cmd', ['/c', 'start', '']],
}

/** Opens a page in the default browser; false where there is none. */
export function openInBrowser(url: string): Promise<boolean> {
  const [command, args] = OPENERS[process.platform] ?? ['xdg-open', []]
  return new Promise((resolve) => {
    const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true })
    child.on('error', () => resolve(false))
    child.on('spawn', () => {
      child.unref()
      resolve(true)
    })
  })
}
