/** Where a broker can be reached. */
export interface EndpointImage {
  readonly name: string
  readonly host: string
  readonly port: number
  readonly securityProtocol: number
}

/** Levels of a feature that a broker can work at. */
export interface BrokerFeatureImage {
  readonly name: string
  readonly min: number
  readonly max: number
}

/** One registered broker. Replaced as a whole by replay. */
export interface BrokerImage {
  readonly brokerId: number
  /** The offset of its registration record: a later incarnation has a higher one. */
  readonly brokerEpoch: number
  readonly incarnationId: string
  readonly endpoints: readonly EndpointImage[]
  readonly features: readonly BrokerFeatureImage[]
  readonly rack: string | null
  /** Ids of its log directories. */
  readonly logDirectoryIds: readonly string[]
  /** A fenced broker leads nothing and is not told to clients. */
  readonly isFenced: boolean
  readonly isInControlledShutdown: boolean
}

/** True when the broker may lead partitions and be in their in-sync replicas. */
export function isEligible(broker: BrokerImage | undefined): boolean {
  return broker !== undefined && !broker.isFenced && !broker.isInControlledShutdown
}
