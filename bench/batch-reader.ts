/** Child of the consume bench: reads one partition to its end with our own client, 8 MiB at a time, as bytes. */
import { KafkaClient, nodeClientRuntime, splitBatches } from '#broker'

const MIB = 1_048_576

const [bootstrap = '', topic = ''] = process.argv.slice(2)
const client = new KafkaClient({
  bootstrapServers: bootstrap.split(','),
  clientId: 'bench-reader',
  runtime: nodeClientRuntime,
})
const { brokers } = await client.metadata()
const broker = brokers[0]?.brokerId ?? -1
let fetchOffset = 0
for (let highWatermark = 1; fetchOffset < highWatermark; ) {
  const [row] = await client.fetchBatches({
    broker,
    partitions: [{ topic, partition: 0, fetchOffset, maxBytes: 8 * MIB }],
    maxBytes: 8 * MIB,
    minBytes: 1,
    maxWaitMs: 500,
    isolation: 'readUncommitted',
  })
  if (row === undefined) break
  if (row.error !== null) throw row.error
  highWatermark = row.highWatermark
  fetchOffset = (splitBatches(row.records, 'tolerant').at(-1)?.lastOffset ?? highWatermark) + 1
}
await client.close()
