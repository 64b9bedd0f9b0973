import { formatInteger, plural } from '../lib/format-number.ts'

/** `3 brokers`, or `2 of 3 brokers up` while some are down: the same words wherever brokers are counted. */
export function brokerCountWords(upCount: number, count: number): string {
  return upCount >= count
    ? plural(count, 'broker')
    : `${formatInteger(upCount)} of ${plural(count, 'broker')} up`
}
