/** Producer ids for this broker's clients, out of blocks that the controller hands out. */
import { assert } from '../base/assert.ts'
import { allocateProducerIds } from '../wire/generated/allocate-producer-ids.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { ControllerChannel } from './controller-channel.ts'

export class ProducerIds {
  readonly #controller: ControllerChannel
  readonly #identity: () => { readonly brokerId: number; readonly brokerEpoch: number }
  #next = 0
  #end = 0
  #fetching: Promise<void> | null = null

  /** @param identity this broker's id and current epoch. */
  constructor(
    controller: ControllerChannel,
    identity: () => { readonly brokerId: number; readonly brokerEpoch: number },
  ) {
    this.#controller = controller
    this.#identity = identity
  }

  /** An id nobody was given. Rejects with COORDINATOR_LOAD_IN_PROGRESS when the controller does not answer. */
  async next(): Promise<number> {
    while (this.#next >= this.#end) {
      this.#fetching ??= this.#fetchBlock().finally(() => (this.#fetching = null))
      await this.#fetching
    }
    return this.#next++
  }

  async #fetchBlock(): Promise<void> {
    const response = await this.#controller
      .send(allocateProducerIds, this.#identity())
      .catch((error: unknown) => {
        throw new KafkaError('COORDINATOR_LOAD_IN_PROGRESS', 'No producer ids from the controller', {
          cause: error,
        })
      })
    if (response.errorCode !== 0) throw new KafkaError('COORDINATOR_LOAD_IN_PROGRESS')
    assert(response.producerIdLen > 0, 'a block has ids')
    this.#next = response.producerIdStart
    this.#end = response.producerIdStart + response.producerIdLen
  }
}
