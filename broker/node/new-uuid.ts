import type { Random } from '../base/random.ts'
import type { Uuid } from '../wire/reader.ts'

/** A random version-4 UUID in Kafka's 22-character form; never one that starts with a dash, which shells mistake. */
export function newUuid(random: Random): Uuid {
  for (;;) {
    const bytes = Buffer.from(random.bytes(16))
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
    const text = bytes.toString('base64url')
    if (!text.startsWith('-')) return text
  }
}
