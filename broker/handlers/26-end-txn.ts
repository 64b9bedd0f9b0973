/**
 * EndTxn (key 26), served v0-v5: commits or aborts. The answer leaves once the decision is committed; the
 * markers follow. From v5 on it carries the epoch to go on with (KIP-890).
 */
import { TRANSACTION_V2 } from '../transaction/coordinator.ts'
import { endTxn } from '../wire/generated/end-txn.ts'
import { brokerHandler } from './services.ts'
import { fencedAs } from './transaction-errors.ts'

/** First version with which every transaction raises the epoch. */
const RAISES_EPOCH_FROM = 5

/** First version in which clients know PRODUCER_FENCED. */
const FENCED_FROM = 2

const CLIENT_V1 = 1

export const endTxnHandler = brokerHandler({
  api: endTxn,
  versions: { min: 0, max: 5 },
  async handle(request, { services, version }) {
    const next = await services.transactions.endTransaction(
      request.transactionalId,
      { producerId: request.producerId, producerEpoch: request.producerEpoch },
      {
        isCommit: request.committed,
        clientVersion: version >= RAISES_EPOCH_FROM ? TRANSACTION_V2 : CLIENT_V1,
      },
    )
    return version >= RAISES_EPOCH_FROM ? { errorCode: 0, ...next } : { errorCode: 0 }
  },
  fail: (error, _request, version) => ({ errorCode: fencedAs(error, version >= FENCED_FROM) }),
})
