/**
 * Requests that are well-formed and make no sense: every field drawn from the values that tend to break
 * servers. Made from the schemas, so that an API that is added is attacked too.
 */
import fc from 'fast-check'
import { ZERO_UUID } from '#broker/wire/reader'
import { encodeBatch } from '#broker/wire/record-batch-records'
import type { Field, Fields } from '#broker/wire/schema/vocabulary'
import { defaultOf, includes } from '#broker/wire/testing/schema-arbitrary'

const INTEGERS = [-2, -1, 0, 1, 2, 3, 5, 100]

const LONG_TEXT = 'x'.repeat(30_000)

/** Names that exist, names that cannot, configs, and what breaks parsers. */
const TEXTS = [
  'fuzz',
  'fuzz',
  'fuzz-compacted',
  'fuzz-group',
  '__consumer_offsets',
  '',
  '.',
  '..',
  '1',
  'a/b',
  'a\u0000b',
  '\u{1F4A9}',
  '\uFFFD',
  '__proto__',
  'constructor',
  'n'.repeat(249),
  LONG_TEXT,
  'range',
  'consumer',
  'retention.ms',
  'cleanup.policy',
  'segment.bytes',
  'compact',
  '-1',
  '1e9',
  'NaN',
]

/** What the fuzzer may name beside the fixed values: ids of topics that exist. */
export interface Known {
  readonly topicIds: readonly string[]
}

/** Requests of `fields` in `version`. */
export function hostileArbitrary(
  fields: Fields,
  version: number,
  known: Known,
): fc.Arbitrary<Record<string, unknown>> {
  const parts: Record<string, fc.Arbitrary<unknown>> = {}
  for (const [name, field] of Object.entries(fields)) {
    parts[name] = includes(field.versions, version)
      ? fieldArbitrary(field, version, known)
      : fc.constant(defaultOf(field))
  }
  return fc.record(parts, { noNullPrototype: true })
}

function fieldArbitrary(field: Field, version: number, known: Known): fc.Arbitrary<unknown> {
  const present = presentArbitrary(field, version, known)
  const nullable = field.options.nullable
  return nullable !== undefined && includes(nullable, version) ? fc.option(present, { freq: 3 }) : present
}

function presentArbitrary(field: Field, version: number, known: Known): fc.Arbitrary<unknown> {
  switch (field.kind) {
    case 'array':
      return fc.array(presentArbitrary(field.of, version, known), { maxLength: 3 })
    case 'struct':
      return hostileArbitrary(field.fields, version, known)
    case 'int8':
      return oneOf([...INTEGERS, -128, 127])
    case 'int16':
      return oneOf([...INTEGERS, -32_768, 32_767])
    case 'int32':
      return oneOf([...INTEGERS, -2_147_483_648, 2_147_483_647])
    case 'int64':
      return oneOf([...INTEGERS, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER])
    case 'uint16':
      return oneOf([0, 1, 65_535])
    case 'float64':
      return oneOf([0, -1, Number.NaN, Number.POSITIVE_INFINITY])
    case 'bool':
      return fc.boolean()
    case 'uuid':
      return oneOf([ZERO_UUID, 'AAAAAAAAAAAAAAAAAAAAAQ', '_____________________w', ...known.topicIds])
    case 'string':
      return oneOf(TEXTS)
    case 'bytes':
      return fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes))
    case 'records':
      return recordsArbitrary()
  }
}

/** A good batch, a batch with one byte changed, a batch cut short, or noise. */
function recordsArbitrary(): fc.Arbitrary<Buffer> {
  const batch = fc
    .record({
      compression: fc.constantFrom('none', 'gzip', 'snappy', 'lz4', 'zstd' as const),
      producerId: fc.constantFrom(-1, 0, 7),
      baseSequence: fc.constantFrom(-1, 0, 2_147_483_647),
      isControl: fc.boolean(),
      key: fc.constantFrom(null, Buffer.from('k')),
    })
    .map(({ key, ...input }) =>
      encodeBatch({
        ...input,
        producerEpoch: 0,
        records: [{ timestampMs: 1_700_000_000_000, key, value: null }],
      }),
    )
  const damaged = fc.tuple(batch, fc.nat(), fc.nat(255)).map(([bytes, at, value]) => {
    const copy = Buffer.from(bytes)
    copy[at % copy.length] = value
    return copy
  })
  const cut = fc.tuple(batch, fc.nat()).map(([bytes, at]) => bytes.subarray(0, at % bytes.length))
  const noise = fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes))
  return fc.oneof(batch, damaged, cut, noise)
}

function oneOf<Value>(values: readonly Value[]): fc.Arbitrary<Value> {
  return fc.constantFrom(...values)
}
