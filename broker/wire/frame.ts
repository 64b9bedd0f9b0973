import { assert } from '../base/assert.ts'
import { MIB } from '../base/units.ts'
import { KafkaError } from './kafka-error.ts'

/**
 * Frames on a connection: four bytes of length, then that many bytes.
 *
 * A frame that lies wholly inside a received chunk is handed on as a slice. Any other is gathered in a buffer
 * of its own that starts at `FIRST_BODY_BYTES` at most and doubles as bytes really arrive, so that an
 * announced length alone never costs memory.
 */

/** A length is announced in four bytes. */
export const FRAME_PREFIX_BYTES = 4

const FIRST_BODY_BYTES = MIB

/** Limits of a connection. */
export interface FrameLimits {
  /** Longest frame accepted, without its prefix (`socket.request.max.bytes`). */
  readonly maxFrameBytes: number
}

/** Cuts a byte stream into frames; does no I/O. */
export class FrameAssembler {
  readonly #maxFrameBytes: number
  readonly #prefix = Buffer.alloc(FRAME_PREFIX_BYTES)
  #prefixBytes = 0
  /** The frame being gathered, and how much of it is there; null between frames. */
  #body: Buffer | null = null
  #bodyBytes = 0
  #frameBytes = 0
  #failure: KafkaError | null = null

  constructor(limits: FrameLimits) {
    assert(limits.maxFrameBytes > 0, 'a frame may have a size')
    this.#maxFrameBytes = limits.maxFrameBytes
  }

  /** Bytes of the unfinished frame that are held. */
  get bufferedBytes(): number {
    return this.#prefixBytes + this.#bodyBytes
  }

  /** Calls `onFrame` for each frame that `chunk` completes, in order.
   *  A frame may be a slice of `chunk`: copy what outlives the call that handles it.
   *  @throws KafkaError INVALID_REQUEST for a negative or too large length, now and on every later call. */
  push(chunk: Buffer, onFrame: (frame: Buffer) => void): void {
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
          onFrame(chunk.subarray(at, at + frameBytes))
          at += frameBytes
        } else this.#begin(frameBytes)
        continue
      }
      at = this.#readPrefix(chunk, at, onFrame)
    }
  }

  /** Collects a length that is split over chunks. */
  #readPrefix(chunk: Buffer, from: number, onFrame: (frame: Buffer) => void): number {
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
    this.#body = Buffer.allocUnsafeSlow(Math.min(frameBytes, FIRST_BODY_BYTES))
  }

  #gather(body: Buffer, chunk: Buffer, from: number): number {
    let target = body
    if (this.#bodyBytes === target.length) {
      target = Buffer.allocUnsafeSlow(Math.min(this.#frameBytes, 2 * body.length))
      body.copy(target)
      this.#body = target
    }
    const taken = chunk.copy(target, this.#bodyBytes, from)
    this.#bodyBytes += taken
    assert(taken > 0, 'gathering takes bytes')
    assert(this.#bodyBytes <= this.#frameBytes, 'a frame is not overfilled')
    return taken
  }

  #emitIfComplete(onFrame: (frame: Buffer) => void): void {
    const frame = this.#body
    if (frame === null || this.#bodyBytes !== this.#frameBytes) return
    this.#body = null
    this.#bodyBytes = 0
    onFrame(frame)
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
