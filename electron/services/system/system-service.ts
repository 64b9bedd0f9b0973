/** The system area: what runs, where, and what is new in it. */
import zlib from 'node:zlib'
import type { AppServices } from '#contract'
import { AppError } from '#contract/errors'
import type { Platform } from '../../platform/platform.ts'
import { parseChangelog } from './changelog.ts'

export function createSystemService(options: {
  readonly platform: Platform
  /** Text of CHANGELOG.md. */
  readonly changelog: string
}): AppServices['system'] {
  const { platform } = options
  const entries = parseChangelog(options.changelog)
  return {
    info: async () => ({
      version: platform.version,
      host: platform.host,
      platform: `${process.platform} ${process.arch}`,
      nodeVersion: process.versions.node,
      electronVersion: platform.electronVersion,
      dataDirectory: platform.dataDirectory,
      memoryBytes: process.memoryUsage().rss,
      notice: platform.notice,
      hasZstd: 'zstdDecompressSync' in zlib,
    }),
    whatsNew: async () => entries,
    openExternal: async ({ url }) => {
      if (await platform.openExternal(url)) return {}
      throw new AppError('unsupported', 'No browser could be opened here. Copy the address instead.')
    },
  }
}
