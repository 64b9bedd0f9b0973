/** The whole contract: what the page may ask and what it may be told. */
import { brokers } from './brokers.ts'
import { connections } from './connections.ts'
import type { Client, Implements } from './define.ts'
import { groups } from './groups.ts'
import { localCluster } from './local-cluster.ts'
import { messages } from './messages.ts'
import { settings } from './settings.ts'
import { system } from './system.ts'
import { topics } from './topics.ts'
import { transactions } from './transactions.ts'

export const contract = {
  connections,
  localCluster,
  brokers,
  topics,
  messages,
  groups,
  transactions,
  settings,
  system,
} as const

export type AppContract = typeof contract
export type AppServices = Implements<AppContract>
export type AppClient = Client<AppContract>
