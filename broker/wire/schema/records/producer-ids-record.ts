import { int32, int64, message } from '../vocabulary.ts'

/** A block of producer ids has been given away. */
export const producerIdsRecord = message({
  name: 'ProducerIdsRecord',
  doc: 'A block of producer ids has been given away.',
  versions: '0',
  flexible: '0+',
  recordType: 15,
  fields: {
    brokerId: int32('0+', 'The broker that got it.'),
    brokerEpoch: int64('0+', 'Its epoch.'),
    nextProducerId: int64('0+', 'First id after the block.'),
  },
})
