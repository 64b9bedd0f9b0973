import type { Random } from '../base/random.ts'
import { MAX_NAME_LENGTH } from './limits.ts'

/** Makes member ids: `prefix-` and a random version-4 UUID in its usual form. */
export function memberIdSource(random: Random): (prefix: string) => string {
  return (prefix) => {
    const bytes = Buffer.from(random.bytes(16))
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
    const hex = bytes.toString('hex')
    const groups = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)]
    return `${prefix.slice(0, MAX_NAME_LENGTH)}-${groups.join('-')}`
  }
}
