/** What the first window says of the local cluster: what is there, not what there usually is. */
import type { LocalClusterStatus } from '#contract/local-cluster'

type Facts = Pick<LocalClusterStatus, 'brokerCount'> & {
  readonly demo: Pick<LocalClusterStatus['demo'], 'isEnabled'>
}

const COUNT_WORDS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'] as const

function brokersWords(count: number): string {
  return `${COUNT_WORDS[count] ?? count} ${count === 1 ? 'broker' : 'brokers'}`
}

/** Of the cluster before it runs. */
export function offerWords(status: Facts | undefined): string {
  const end = 'Nothing to install, nothing to answer, ready in a second or two.'
  if (status === undefined) return `A Kafka cluster inside Loupe. ${end}`
  const kafka = brokersWords(status.brokerCount).replace(' ', ' Kafka ')
  return `${kafka} inside Loupe, ${status.demo.isEnabled ? 'with demo data' : 'empty'}. ${end}`
}

/** Of the whole, in one sentence. */
export function wholeWords(status: Facts | undefined): string {
  if (status === undefined) return 'A Kafka cluster on this machine, and every screen to look into it.'
  const brokers = `${brokersWords(status.brokerCount)} on this machine`
  return status.demo.isEnabled
    ? `${brokers}, a small shop that fills ${status.brokerCount === 1 ? 'it' : 'them'} with data, and every screen to look into it.`
    : `${brokers}, and every screen to look into ${status.brokerCount === 1 ? 'it' : 'them'}.`
}

/** Of the demo data. */
export function demoWords(status: Facts | undefined): string {
  const shop = 'a small shop: orders, payments and clicks flow, one consumer is too slow on purpose.'
  return status?.demo.isEnabled === false
    ? `Demo data is off. Turned on under Local cluster, it is ${shop}`
    : `Demo data is ${shop}`
}
