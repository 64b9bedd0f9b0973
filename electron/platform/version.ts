/** The app's own version, from its package. */
import fs from 'node:fs'
import path from 'node:path'
import { APP_ROOT } from './app-root.ts'

/** For example `0.1.0`; empty when the package file cannot be read. */
export function readVersion(): string {
  try {
    const parsed: unknown = JSON.parse(fs.readFileSync(path.join(APP_ROOT, 'package.json'), 'utf8'))
    const version = typeof parsed === 'object' && parsed !== null && 'version' in parsed ? parsed.version : ''
    return typeof version === 'string' ? version : ''
  } catch {
    return '' // a broken package still runs
  }
}
