/**
 * A small online shop, as records: who clicks, buys and pays. Pure and seeded: the same seed, opened at
 * the same time, makes the same shop. It knows no Kafka but the shape of a record.
 */
import type { Random } from '#broker/base/random'

/** A record before it is produced. */
export interface ShopRecord {
  readonly topic: string
  readonly key: string | null
  /** Null is a tombstone. */
  readonly value: string | null
  readonly headers: Readonly<Record<string, string>>
}

const FIRST_NAMES = [
  'Ada',
  'Björn',
  'Chloé',
  'Dmitri',
  'Emeka',
  'Fatima',
  'Giulia',
  'Haruki',
  'Inés',
  'Jan',
  'Kofi',
  'Léa',
]
const LAST_NAMES = [
  'Aalto',
  'Bauer',
  'Costa',
  'Dubois',
  'Eriksen',
  'Fischer',
  'García',
  'Haddad',
  'Ito',
  'Jansen',
]
const CITIES = ['Lisboa', 'Zürich', 'Kraków', 'Malmö', 'Gent', 'Porto', 'Wien', 'Tallinn', 'Bergen', 'Graz']
const PAGES = ['/', '/search', '/cart', '/checkout', '/account', '/offers', '/help']
const PRODUCTS = [
  ['espresso-maker', 12_900],
  ['wool-blanket', 8_450],
  ['desk-lamp', 5_990],
  ['field-notes', 1_290],
  ['trail-shoes', 13_500],
  ['cast-iron-pan', 4_750],
  ['headphones', 18_900],
  ['seed-box', 990],
] as const
const METHODS = ['card', 'invoice', 'transfer', 'wallet'] as const

/** How many customers the shop has. */
export const CUSTOMER_COUNT = 400

/** Order numbers begin above what a double can count, to show that they are exact on every screen. */
const FIRST_ORDER_ID = 9_007_199_254_740_993n

/** Ids that one millisecond may use up: a shop opened after another was killed goes on above its ids. */
const ORDER_IDS_PER_MS = 1_000n

export class Shop {
  readonly #random: Random
  #orderId: bigint

  /** `openedAtMs` is where the order ids begin; nothing else depends on it. */
  constructor(random: Random, openedAtMs: number) {
    this.#random = random
    this.#orderId = FIRST_ORDER_ID + BigInt(openedAtMs) * ORDER_IDS_PER_MS
  }

  /** A customer's whole record, keyed by id; now and then one who left (a tombstone). */
  customer(index: number, nowMs: number): ShopRecord {
    const id = customerId(index)
    if (this.#random.below(200) === 0) return record('customers', id, null)
    return record('customers', id, {
      id,
      name: `${this.#pick(FIRST_NAMES)} ${this.#pick(LAST_NAMES)}`,
      city: this.#pick(CITIES),
      loyaltyPoints: this.#random.below(5_000),
      newsletter: this.#random.below(3) === 0,
      updatedAt: new Date(nowMs).toISOString(),
    })
  }

  click(nowMs: number): ShopRecord {
    const session = `s-${this.#random.below(1_500).toString(36).padStart(3, '0')}`
    const isProduct = this.#random.below(3) === 0
    return record('clicks', session, {
      session,
      page: isProduct ? `/p/${this.#pick(PRODUCTS)[0]}` : this.#pick(PAGES),
      at: nowMs,
      customer: this.#random.below(4) === 0 ? customerId(this.#random.below(CUSTOMER_COUNT)) : null,
      ms: 20 + this.#random.below(480),
    })
  }

  /** An order, its payment, and for one in forty the dead letter of an order that could not be read. */
  purchase(nowMs: number): ShopRecord[] {
    const orderId = this.#orderId++
    const customer = customerId(this.#random.below(CUSTOMER_COUNT))
    const lines = Array.from({ length: 1 + this.#random.below(3) }, () => {
      const [sku, cents] = this.#pick(PRODUCTS)
      return { sku, quantity: 1 + this.#random.below(3), cents }
    })
    const totalCents = lines.reduce((sum, line) => sum + line.quantity * line.cents, 0)
    const headers = { source: 'web-shop', trace: this.#hex(16) }
    // The id is a 64-bit integer in the JSON text: written as digits, never as a double.
    const order = JSON.stringify({
      orderId: '#',
      customer,
      lines,
      totalCents,
      currency: 'EUR',
      placedAt: new Date(nowMs).toISOString(),
    })
    const orderText = order.replace('"#"', String(orderId))
    const payment = JSON.stringify({
      orderId: '#',
      method: this.#pick(METHODS),
      cents: totalCents,
      approved: this.#random.below(20) > 0,
      at: nowMs,
    })
    const records: ShopRecord[] = [
      { topic: 'orders', key: customer, value: orderText, headers },
      { topic: 'payments', key: String(orderId), value: payment.replace('"#"', String(orderId)), headers },
    ]
    if (this.#random.below(40) === 0) records.push(deadLetter(customer, orderText, headers))
    return records
  }

  #pick<T>(from: readonly T[]): T {
    return from[this.#random.below(from.length)] as T // `below` stays under the length, and no list is empty
  }

  #hex(length: number): string {
    return Buffer.from(this.#random.bytes(length / 2)).toString('hex')
  }
}

function deadLetter(key: string, order: string, headers: ShopRecord['headers']): ShopRecord {
  return {
    topic: 'orders.dead-letters',
    key,
    value: order.slice(0, Math.floor(order.length * 0.6)),
    headers: {
      ...headers,
      'error.class': 'SyntaxError',
      'error.message': 'Unexpected end of JSON input',
      'original.topic': 'orders',
    },
  }
}

function record(topic: string, key: string, value: object | null): ShopRecord {
  return { topic, key, value: value === null ? null : JSON.stringify(value), headers: {} }
}

function customerId(index: number): string {
  return `c-${String(index).padStart(4, '0')}`
}
