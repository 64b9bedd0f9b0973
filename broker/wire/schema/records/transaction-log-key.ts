import { message, string } from '../vocabulary.ts'

/** Key of a transactional id in `__transaction_state`. */
export const transactionLogKey = message({
  name: 'TransactionLogKey',
  doc: 'Key of a transactional id.',
  versions: '0',
  flexible: 'none',
  fields: { transactionalId: string('0+', 'The transactional id.') },
})
