import { assert } from '../base/assert.ts'
import type { BufferLease, BufferPool } from '../base/buffer-pool.ts'
import { MIB } from '../base/units.ts'
import { KafkaError } from './kafka-error.ts'

/**
 * Frames on a connection: four bytes of length, then that many bytes.
 *
 * A frame that lies wholly inside a received chunk is handed on as a slice. Any other is gathered in a buffer
 * of its own that starts at `FIRST_BODY_BYTES` at most and doubles as bytes really arrive, so that an
 * announced length alone never costs memory. Such a buffer comes from a pool where there is one: fresh memory
 * for each large frame drives the garbage collector harder than all the work on the frames together.
 */

/** A length is announced in four bytes. */
export const FRAME_PREFIX_BYTES = 4

const FIRST_BODY_BYTES = MIB

/** Limits of a connection. */
export interface FrameLimits {
  /** Longest frame accepted, without its prefix (`socket.request.max.bytes`). */
  readonly maxFrameBytes: number
  /** Where gathered frames get their memory; each its own unless given. */
  readonly pool?: BufferPool | undefined
}

/** Takes a frame, and what gives its memory back once nobody looks at it any more; null where there is nothing to give back. */
export type OnFrame = (frame: Buffer, release: (() => void) | null) => void

/** Cuts a byte stream into frames; does no I/O. */
export class FrameAssembler {
  readonly #maxFrameBytes: number
  readonly #pool: BufferPool | null
  readonly #prefix = Buffer.alloc(FRAME_PREFIX_BYTES)
  #prefixBytes = 0
  /** The frame being gathered, and how much of it is there; null between frames. */
  #body: Buffer | null = null
  #lease: BufferLease | null = null
  #bodyBytes = 0
  #frameBytes = 0
  #failure: KafkaError | null = null

  constructor(limits: FrameLimits) {
    assert(limits.maxFrameBytes > 0, 'a frame may have a size')
    this.#maxFrameBytes = limits.maxFrameBytes
    this.#pool = limits.pool ?? null
  }

  /** Bytes of the unfinished frame that are held. */
  get bufferedBytes(): number {
    return this.#prefixBytes + this.#bodyBytes
  }

  /**
   * Where the next bytes of an unfinished frame belong, null between frames: what is read there needs not be
   * copied. To be pushed before anything else is.
   */
  get space(): Buffer | null {
    return this.#body === null ? null : this.#room(this.#body).subarray(this.#bodyBytes)
  }

  /** Lets go of an unfinished frame: there will be no more bytes. */
  end(): void {
    this.#lease?.release()
    this.#lease = null
    this.#body = null
    this.#bodyBytes = 0
  }

  /** Calls `onFrame` for each frame that `chunk` completes, in order.
   *  A frame may be a slice of `chunk`: copy what outlives the call that handles it.
   *  @throws KafkaError INVALID_REQUEST for a negative or too large length, now and on every later call. */
  push(chunk: Buffer, onFrame: OnFrame): void {
    if (this.#failure !== null) throw this.#failure
    let at = 0
    while (at < chunk.length) {
      if (this.#body !== null) {
        at += this.#gather(this.#body, chunk, at)
        this.#emitIfComplete(onFrame)
        continue
      }
      if (this.#prefixBytes === 0 && chunk.length - at >= FRAME_PREFIX_BYTES) {
        const frameBytes = this.#checked(chunk.readInt32BE(at))
        at += FRAME_PREFIX_BYTES
        if (chunk.length - at >= frameBytes) {
          onFrame(chunk.subarray(at, at + frameBytes), null)
          at += frameBytes
        } else this.#begin(frameBytes)
        continue
      }
      at = this.#readPrefix(chunk, at, onFrame)
    }
  }

  /** Collects a length that is split over chunks. */
  #readPrefix(chunk: Buffer, from: number, onFrame: OnFrame): number {
    const taken = chunk.copy(this.#prefix, this.#prefixBytes, from)
    this.#prefixBytes += taken
    if (this.#prefixBytes === FRAME_PREFIX_BYTES) {
      this.#prefixBytes = 0
      this.#begin(this.#checked(this.#prefix.readInt32BE(0)))
      this.#emitIfComplete(onFrame)
    }
    return from + taken
  }

  #begin(frameBytes: number): void {
    this.#frameBytes = frameBytes
    this.#bodyBytes = 0
    this.#lease = this.#pool?.lease() ?? null
    this.#body = this.#take(Math.min(frameBytes, FIRST_BODY_BYTES))
  }

  #take(sizeBytes: number): Buffer {
    return this.#lease?.take(sizeBytes) ?? Buffer.allocUnsafeSlow(sizeBytes)
  }

  /** The memory of the frame, with room for a byte at least. */
  #room(body: Buffer): Buffer {
    if (this.#bodyBytes < body.length) return body
    const larger = this.#take(Math.min(this.#frameBytes, 2 * body.length))
    body.copy(larger)
    this.#body = larger
    return larger
  }

  #gather(body: Buffer, chunk: Buffer, from: number): number {
    const target = this.#room(body)
    const isThere =
      chunk.buffer === target.buffer && chunk.byteOffset + from === target.byteOffset + this.#bodyBytes
    const taken = isThere ? chunk.length - from : chunk.copy(target, this.#bodyBytes, from)
    this.#bodyBytes += taken
    assert(taken > 0, 'gathering takes bytes')
    assert(this.#bodyBytes <= target.length, 'a frame is not overfilled')
    return taken
  }

  #emitIfComplete(onFrame: OnFrame): void {
    const frame = this.#body
    const lease = this.#lease
    if (frame === null || this.#bodyBytes !== this.#frameBytes) return
    this.#body = null
    this.#lease = null
    this.#bodyBytes = 0
    onFrame(frame, lease?.release ?? null)
  }

  #checked(frameBytes: number): number {
    if (frameBytes >= 0 && frameBytes <= this.#maxFrameBytes) return frameBytes
    this.#failure = new KafkaError(
      'INVALID_REQUEST',
      `A frame announces ${frameBytes} bytes; 0 to ${this.#maxFrameBytes} are accepted.`,
    )
    throw this.#failure
  }
}

/** `chunks` with their total length in front. */
export function frameOf(chunks: readonly Uint8Array[]): Uint8Array[] {
  let sizeBytes = 0
  for (const chunk of chunks) sizeBytes += chunk.length
  const prefix = Buffer.allocUnsafe(FRAME_PREFIX_BYTES)
  prefix.writeInt32BE(sizeBytes)
  return [prefix, ...chunks]
}
