/**
 * Which of the controllers a broker talks to: the one that leads the quorum, as far as anybody has said.
 * Shared by all channels of the broker, so that what one finds out counts for the others.
 */
import { assert } from '../base/assert.ts'
import type { ControllerAddress } from './node-options.ts'

export class QuorumLeader {
  readonly #controllers: readonly ControllerAddress[]
  #index = 0

  constructor(controllers: readonly ControllerAddress[]) {
    assert(controllers.length > 0, 'a broker knows a controller')
    this.#controllers = controllers
  }

  /** The controller to talk to. */
  get current(): ControllerAddress {
    const current = this.#controllers[this.#index]
    assert(current !== undefined, 'the current controller is one of them')
    return current
  }

  /** Somebody has said who leads. */
  hint(nodeId: number): void {
    const index = this.#controllers.findIndex((controller) => controller.nodeId === nodeId)
    if (index >= 0) this.#move(index)
  }

  /** The current controller does not lead; it names the one that does, or nobody (-1). */
  refused(leaderId: number): void {
    if (leaderId >= 0) this.hint(leaderId)
    else this.suspect(this.current.nodeId)
  }

  /** A controller does not lead, or does not answer: the next one may know. */
  suspect(nodeId: number): void {
    if (this.current.nodeId === nodeId) this.#move((this.#index + 1) % this.#controllers.length)
  }

  #move(index: number): void {
    this.#index = index
  }
}
