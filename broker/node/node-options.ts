/** What both roles of a node are started with, and what a running one offers. */
import type { KafkaRelease } from '../base/kafka-releases.ts'
import type { QuorumLeadership } from '../cluster/control-messages.ts'
import type { KafkaError } from '../wire/kafka-error.ts'

/** A voter of the metadata quorum. */
export interface ControllerAddress {
  readonly nodeId: number
  readonly host: string
  readonly port: number
}

export interface NodeOptions {
  readonly nodeId: number
  readonly clusterId: string
  readonly host: string
  /** 0 picks a free one. */
  readonly port: number
  /** Every voter of the quorum. A controller that is alone need not know its own port. */
  readonly controllers: readonly ControllerAddress[]
  readonly dataDirectory: string
  /** Where a broker's logs are, one to eight folders; the first is the data directory. */
  readonly logDirectories: readonly string[]
  readonly rack: string | null
  /** The release of Kafka that clients are to see. */
  readonly release: KafkaRelease
  /** Static configs, by Kafka name. */
  readonly configs: ReadonlyMap<string, string>
  /** Called with what is a bug of ours: the node cannot go on. */
  readonly onFatal: (error: unknown) => void
  /** Called when a broker has no log directory left: it cannot go on. */
  readonly onStorageLost: (error: KafkaError) => void
}

/** Totals since the start; rates are made from differences. */
export interface NodeFigures {
  readonly diskBytes: number
  readonly partitionCount: number
  readonly leaderCount: number
  readonly connectionCount: number
  readonly bytesIn: number
  readonly bytesOut: number
  readonly recordsIn: number
  /** Null where the node does not lead the quorum. */
  readonly leadership: QuorumLeadership | null
}

export interface RunningNode {
  readonly port: number
  figures(): NodeFigures
  /** Stops cleanly. A broker asks the controller to let it go, unless that is known to be down. */
  stop(options?: { readonly isControllerUp: boolean }): Promise<void>
}
