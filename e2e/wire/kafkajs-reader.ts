/**
 * A kafkajs consumer in a thread of its own: should its fetch loop not yield, the thread can still be ended.
 * Posts the values it reads, a list for each batch.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { Kafka, logLevel } from 'kafkajs'

/** What the thread is started with. */
export interface KafkajsReading {
  readonly brokers: readonly string[]
  readonly topic: string
  readonly groupId: string
}

const { brokers, topic, groupId } = workerData as KafkajsReading // given by the test
const kafka = new Kafka({
  clientId: 'kafkajs-reader',
  brokers: [...brokers],
  logLevel: logLevel.NOTHING,
  retry: { retries: 20, initialRetryTime: 50, maxRetryTime: 1_000 },
})
const consumer = kafka.consumer({ groupId, sessionTimeout: 6_000, heartbeatInterval: 500 })
await consumer.connect()
await consumer.subscribe({ topic, fromBeginning: true })
await consumer.run({
  eachBatch: ({ batch }) => {
    parentPort?.postMessage(batch.messages.map(({ value }) => String(value)))
    return Promise.resolve()
  },
})
