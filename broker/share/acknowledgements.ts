/** What a member says about records, checked and brought into runs of one kind. */
import { KafkaError } from '../wire/kafka-error.ts'
import { MAX_ACKNOWLEDGEMENT_BATCHES } from './limits.ts'

/** One entry of a request: a type for all the offsets, or one for each. */
export interface AcknowledgementBatch {
  readonly firstOffset: number
  readonly lastOffset: number
  readonly acknowledgeTypes: readonly number[]
}

/** What was said of a run of offsets. */
export type AcknowledgeType = 'gap' | 'accept' | 'release' | 'reject' | 'renew'

/** Kinds by number. Source: KIP-932, KIP-1222. */
const TYPES: readonly AcknowledgeType[] = ['gap', 'accept', 'release', 'reject', 'renew']

const RENEW = 4

/** A run of offsets of which the same is said; both ends inclusive. */
export interface Acknowledgement {
  readonly first: number
  readonly last: number
  readonly type: AcknowledgeType
}

/**
 * Checks the form of what is said of one partition.
 * @throws KafkaError INVALID_REQUEST: offsets that go back, too few or too many types, a type that is not known,
 * or one that renews in a request that did not say so.
 */
export function checkAcknowledgements(
  batches: readonly AcknowledgementBatch[],
  { mayRenew }: { readonly mayRenew: boolean },
): void {
  const refuse = () => new KafkaError('INVALID_REQUEST')
  if (batches.length > MAX_ACKNOWLEDGEMENT_BATCHES) throw refuse()
  let last = -1
  for (const { firstOffset, lastOffset, acknowledgeTypes } of batches) {
    if (firstOffset > lastOffset || firstOffset <= last) throw refuse()
    const { length } = acknowledgeTypes
    if (length !== 1 && length !== lastOffset - firstOffset + 1) throw refuse()
    const highest = mayRenew ? RENEW : RENEW - 1
    if (acknowledgeTypes.some((type) => type < 0 || type > highest)) throw refuse()
    last = lastOffset
  }
}

/** The runs of checked batches, in order. */
export function acknowledgementsOf(batches: readonly AcknowledgementBatch[]): Acknowledgement[] {
  const runs: Acknowledgement[] = []
  for (const { firstOffset, lastOffset, acknowledgeTypes } of batches) {
    if (acknowledgeTypes.length === 1) {
      runs.push({ first: firstOffset, last: lastOffset, type: typeOf(acknowledgeTypes[0]) })
      continue
    }
    acknowledgeTypes.forEach((id, index) => {
      const offset = firstOffset + index
      const type = typeOf(id)
      const before = runs.at(-1)
      if (index > 0 && before !== undefined && before.type === type) {
        runs[runs.length - 1] = { ...before, last: offset }
      } else runs.push({ first: offset, last: offset, type })
    })
  }
  return runs
}

function typeOf(id: number | undefined): AcknowledgeType {
  const type = id === undefined ? undefined : TYPES[id]
  if (type === undefined) throw new KafkaError('INVALID_REQUEST')
  return type
}
