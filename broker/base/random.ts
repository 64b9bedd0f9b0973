import { assert } from './assert.ts'

/** The only door to chance. Seeded everywhere but at the edge, so that a run can be replayed. */
export interface Random {
  /** A float in [0, 1). */
  next(): number
  /** An integer in [0, bound). */
  below(bound: number): number
  /** `length` bytes. */
  bytes(length: number): Uint8Array
}

/** A seeded generator (splitmix-style 32-bit mixing): fast, repeatable, not for secrets. */
export class SeededRandom implements Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  next(): number {
    return this.#uint32() / 0x1_0000_0000
  }

  below(bound: number): number {
    assert(Number.isInteger(bound), 'bound is an integer')
    assert(bound > 0, 'bound is positive')
    return Math.floor(this.next() * bound)
  }

  bytes(length: number): Uint8Array {
    const bytes = new Uint8Array(length)
    for (let index = 0; index < length; index += 1) bytes[index] = this.#uint32() & 0xff
    return bytes
  }

  #uint32(): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return (mixed ^ (mixed >>> 15)) >>> 0
  }
}
