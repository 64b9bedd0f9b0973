import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MessageCodec } from './codec.ts'
import { KafkaError } from './kafka-error.ts'
import { Reader } from './reader.ts'
import type { Fields } from './schema/vocabulary.ts'
import { loadApis, loadMessages } from './testing/load-schemas.ts'
import { defaultOf, includes, messageArbitrary, otherThanDefault } from './testing/schema-arbitrary.ts'
import { Writer } from './writer.ts'

const SEED = 20_260_801
const ROUND_TRIPS_PER_VERSION = 12
const MUTATIONS_PER_VERSION = 40

interface Message {
  readonly name: string
  readonly fields: Fields
  readonly codec: MessageCodec<unknown, unknown>
  readonly minVersion: number
  readonly maxVersion: number
}

const apis = await loadApis()
const messages: Message[] = [
  ...apis.flatMap(({ schema, codec }) => [
    { ...versionsOf(codec), name: `${schema.name}Request`, fields: schema.request, codec: codec.request },
    { ...versionsOf(codec), name: `${schema.name}Response`, fields: schema.response, codec: codec.response },
  ]),
  ...(await loadMessages()).map(({ schema, codec }) => ({
    ...versionsOf(codec),
    name: schema.name,
    fields: schema.fields,
    codec,
  })),
]

describe.each(messages)('$name', (message) => {
  const versions = range(message.minVersion, message.maxVersion)

  it('reads back what it wrote, in every version', () => {
    for (const version of versions) {
      fc.assert(
        fc.property(messageArbitrary(message.fields, version), (value) => {
          const bytes = encode(message, value, version)
          const reader = new Reader(bytes)
          expect(message.codec.decode(reader, version)).toEqual(value)
          expect(reader.remaining).toBe(0)
        }),
        { numRuns: ROUND_TRIPS_PER_VERSION, seed: SEED },
      )
    }
  })

  it('refuses every proper prefix of a message', () => {
    for (const version of versions) {
      const [value] = fc.sample(messageArbitrary(message.fields, version), { numRuns: 1, seed: SEED })
      const bytes = encode(message, value, version)
      for (let length = 0; length < bytes.length; length++) {
        expect(outcome(message, bytes.subarray(0, length), version)).toBe('INVALID_REQUEST')
      }
    }
  })

  it('answers damaged and random bytes with a value or a KafkaError', () => {
    for (const version of versions) {
      const [value] = fc.sample(messageArbitrary(message.fields, version), { numRuns: 1, seed: SEED })
      const bytes = encode(message, value, version)
      const noise = fc.uint8Array({ maxLength: 60 })
      const damage = fc.tuple(
        fc.nat({ max: Math.max(0, bytes.length - 1) }),
        fc.integer({ min: 0, max: 255 }),
      )
      fc.assert(
        fc.property(noise, damage, (random, [position, byte]) => {
          const damaged = Buffer.from(bytes)
          if (damaged.length > 0) damaged[position] = byte
          outcome(message, Buffer.from(random), version)
          outcome(message, damaged, version)
        }),
        { numRuns: MUTATIONS_PER_VERSION, seed: SEED },
      )
    }
  })

  it('refuses to write what a version cannot carry, and drops what may be ignored', () => {
    for (const version of versions) {
      for (const [name, field] of Object.entries(message.fields)) {
        if (includes(field.versions, version)) continue
        const value = { ...defaultMessage(message.fields), [name]: otherThanDefault(field) }
        if (field.options.ignorable === true) encode(message, value, version)
        else expect(() => encode(message, value, version)).toThrow(KafkaError)
      }
    }
  })

  it('refuses versions that do not exist', () => {
    const value = defaultMessage(message.fields)
    for (const version of [message.minVersion - 1, message.maxVersion + 1]) {
      expect(() => encode(message, value, version)).toThrow(/has versions/)
      expect(outcome(message, Buffer.alloc(64), version)).toBe('UNSUPPORTED_VERSION')
    }
  })
})

describe('every API', () => {
  it('skips tagged fields it does not know', () => {
    for (const { codec, schema } of apis) {
      if (codec.maxVersion < codec.flexibleFrom) continue
      const version = codec.maxVersion
      const message = {
        ...versionsOf(codec),
        name: schema.name,
        fields: schema.request,
        codec: codec.request,
      }
      const [value] = fc.sample(messageArbitrary(untagged(schema.request), version), {
        numRuns: 1,
        seed: SEED,
      })
      const bytes = encode(message, value, version)
      const unknownTag = Buffer.from([1, 99, 3, 1, 2, 3])
      const extended = Buffer.concat([bytes.subarray(0, -1), unknownTag])
      const plain = codec.request.decode(new Reader(bytes), version)
      expect(codec.request.decode(new Reader(extended), version)).toEqual(plain)
    }
  })
})

function outcome(message: Message, bytes: Buffer, version: number): string {
  try {
    message.codec.decode(new Reader(bytes), version)
    return 'read'
  } catch (error) {
    if (error instanceof KafkaError) return error.errorName
    throw error
  }
}

function encode(message: Message, value: unknown, version: number): Buffer {
  const writer = new Writer(256)
  message.codec.encode(writer, value, version)
  return writer.toBuffer()
}

function defaultMessage(fields: Fields): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, defaultOf(field)]))
}

function untagged(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, field]) => field.options.tag === undefined))
}

function versionsOf(codec: {
  minVersion: number
  maxVersion: number
}): Pick<Message, 'minVersion' | 'maxVersion'> {
  return { minVersion: codec.minVersion, maxVersion: codec.maxVersion }
}

function range(min: number, max: number): number[] {
  return Array.from({ length: max - min + 1 }, (_, index) => min + index)
}
