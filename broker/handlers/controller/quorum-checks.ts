import type { Controller } from '../../controller/controller.ts'
import { KafkaError } from '../../wire/kafka-error.ts'

/** Refuses strangers. @throws KafkaError INCONSISTENT_CLUSTER_ID, INCONSISTENT_VOTER_SET. */
export function checkQuorum(
  { settings, quorum }: Controller,
  sender: { readonly clusterId: string | null; readonly voterId: number },
): void {
  if (sender.clusterId !== null && sender.clusterId !== settings.clusterId) {
    throw new KafkaError('INCONSISTENT_CLUSTER_ID')
  }
  if (!quorum.voters.includes(sender.voterId)) throw new KafkaError('INCONSISTENT_VOTER_SET')
}
