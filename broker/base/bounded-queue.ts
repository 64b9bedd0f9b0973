import { assert } from './assert.ts'

/**
 * A first-in, first-out queue that refuses to grow past its limit. The caller decides what a refusal
 * means (close the connection, pause the socket, answer with an error); the queue never drops silently.
 */
export class BoundedQueue<T> {
  readonly capacity: number
  #items: (T | undefined)[] = []
  #head = 0

  /** @param capacity most items held at once, at least 1. */
  constructor(capacity: number) {
    assert(Number.isInteger(capacity), 'queue capacity is an integer')
    assert(capacity >= 1, 'queue capacity is at least one')
    this.capacity = capacity
  }

  get size(): number {
    return this.#items.length - this.#head
  }

  get isFull(): boolean {
    return this.size >= this.capacity
  }

  /** Adds `item` at the tail, or returns false and changes nothing when the queue is full. */
  push(item: T): boolean {
    if (this.isFull) return false
    this.#items.push(item)
    return true
  }

  /** The item that `shift` would return, left in place. */
  peek(): T | undefined {
    return this.#items[this.#head]
  }

  /** Removes and returns the oldest item, or undefined when there is none. */
  shift(): T | undefined {
    if (this.size === 0) return undefined
    const item = this.#items[this.#head]
    this.#items[this.#head] = undefined
    this.#head += 1
    if (this.#head >= COMPACT_AFTER && this.#head * 2 >= this.#items.length) {
      this.#items = this.#items.slice(this.#head)
      this.#head = 0
    }
    return item
  }

  /** Removes and returns everything, oldest first. */
  drain(): T[] {
    const items = this.#items.slice(this.#head) as T[] // every slot from head on holds a pushed item
    this.#items = []
    this.#head = 0
    return items
  }
}

/** Slots consumed before the backing array is cut, so that shift stays O(1) on average. */
const COMPACT_AFTER = 64
