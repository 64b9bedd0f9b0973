import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BufferPool } from '../base/buffer-pool.ts'
import { FrameAssembler, frameOf } from './frame.ts'
import { KafkaError } from './kafka-error.ts'

const LIMIT = 8 * 1024 * 1024

function frames(chunks: readonly Buffer[], maxFrameBytes = LIMIT): Buffer[] {
  const assembler = new FrameAssembler({ maxFrameBytes })
  const seen: Buffer[] = []
  for (const chunk of chunks) assembler.push(chunk, (frame) => seen.push(Buffer.from(frame)))
  return seen
}

describe('FrameAssembler', () => {
  it('finds the same frames however the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 30 }), { maxLength: 6 }),
        fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 200 }),
        (bodies, cuts) => {
          const stream = Buffer.concat(bodies.flatMap((body) => frameOf([body])))
          const chunks: Buffer[] = []
          let at = 0
          for (const cut of cuts) {
            chunks.push(stream.subarray(at, at + cut))
            at = Math.min(stream.length, at + cut)
          }
          chunks.push(stream.subarray(at))
          expect(frames(chunks)).toEqual(bodies.map((body) => Buffer.from(body)))
        },
      ),
      { seed: 11 },
    )
  })

  it('slices a frame that lies wholly inside a chunk', () => {
    const chunk = Buffer.concat(frameOf([Buffer.from('whole')]))
    const assembler = new FrameAssembler({ maxFrameBytes: LIMIT })
    assembler.push(chunk, (frame) => expect(frame.buffer).toBe(chunk.buffer))
    expect(assembler.bufferedBytes).toBe(0)
  })

  it('finds the same frames where bytes are read straight into their place, and gives all memory back', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 3_000_000 }), { minLength: 1, maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 400_000 }), { minLength: 1, maxLength: 60 }),
        (sizes, cuts) => {
          const bodies = sizes.map((size, index) => Buffer.alloc(size, index + 1))
          const stream = Buffer.concat(bodies.flatMap((body) => frameOf([body])))
          const pool = new BufferPool()
          const assembler = new FrameAssembler({ maxFrameBytes: LIMIT, pool })
          let count = 0
          for (let at = 0, turn = 0; at < stream.length; turn += 1) {
            const limit = cuts[turn % cuts.length] ?? 1
            const target = assembler.space ?? Buffer.alloc(limit)
            const chunk = target.subarray(0, Math.min(limit, target.length, stream.length - at))
            at += stream.copy(chunk, 0, at)
            assembler.push(chunk, (frame, release) => {
              expect(frame.equals(bodies[count] ?? Buffer.alloc(0))).toBe(true)
              count += 1
              release?.()
            })
          }
          expect(count).toBe(bodies.length)
          expect(pool).toMatchObject({ openLeaseCount: 0, leasedBytes: 0 })
        },
      ),
      { seed: 12, numRuns: 40 },
    )
  })

  it('lets go of a frame that will not be finished', () => {
    const pool = new BufferPool()
    const assembler = new FrameAssembler({ maxFrameBytes: LIMIT, pool })
    assembler.push(Buffer.concat(frameOf([Buffer.alloc(100_000)])).subarray(0, 50_000), () =>
      expect.unreachable(),
    )
    expect(pool.openLeaseCount).toBe(1)
    assembler.end()
    expect(pool).toMatchObject({ openLeaseCount: 0, leasedBytes: 0 })
    expect([assembler.space, assembler.bufferedBytes]).toEqual([null, 0])
  })

  it('gathers a frame larger than its first allocation', () => {
    const body = Buffer.alloc(5 * 1024 * 1024)
    for (let index = 0; index < body.length; index += 997) body[index] = index & 0xff
    const stream = Buffer.concat(frameOf([body]))
    const chunks: Buffer[] = []
    for (let at = 0; at < stream.length; at += 65_536) chunks.push(stream.subarray(at, at + 65_536))
    const [frame] = frames(chunks)
    expect(frame?.equals(body)).toBe(true)
  })

  it('does not allocate what is only announced', () => {
    const before = process.memoryUsage().arrayBuffers
    const prefix = Buffer.alloc(5)
    prefix.writeInt32BE(100 * 1024 * 1024)
    const assembler = new FrameAssembler({ maxFrameBytes: 100 * 1024 * 1024 })
    assembler.push(prefix, () => expect.unreachable())
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 * 1024 * 1024)
    expect(assembler.bufferedBytes).toBe(1)
  })

  it.each([-1, -2_147_483_648, LIMIT + 1])(
    'refuses an announced length of %i, and all that follows',
    (length) => {
      const prefix = Buffer.alloc(4)
      prefix.writeInt32BE(length)
      const assembler = new FrameAssembler({ maxFrameBytes: LIMIT })
      assembler.push(prefix.subarray(0, 3), () => expect.unreachable())
      expect(() => assembler.push(prefix.subarray(3), () => expect.unreachable())).toThrow(KafkaError)
      expect(() => assembler.push(Buffer.alloc(4), () => expect.unreachable())).toThrow(KafkaError)
    },
  )

  it('accepts a frame of exactly the limit', () => {
    expect(frames([Buffer.concat(frameOf([Buffer.alloc(10)]))], 10)).toHaveLength(1)
  })
})
