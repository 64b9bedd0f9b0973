import { type Uuid, ZERO_UUID } from '../../wire/reader.ts'

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
  /** Ids of its log directories that can be used; none are known of a broker that does not tell. */
  readonly logDirectoryIds: readonly Uuid[]
  /** A fenced broker leads nothing and is not told to clients. */
  readonly isFenced: boolean
  readonly isInControlledShutdown: boolean
}

/** True when the broker may lead partitions and be in their in-sync replicas. */
export function isEligible(broker: BrokerImage | undefined): boolean {
  return broker !== undefined && !broker.isFenced && !broker.isInControlledShutdown
}

/** A replica whose directory its broker has not told yet. */
export const UNASSIGNED_DIRECTORY: Uuid = ZERO_UUID

/** Ids that stand for no directory, and whether a replica there is online. Source: Kafka's DirectoryId. */
const RESERVED_DIRECTORIES: ReadonlyMap<Uuid, boolean> = new Map([
  [UNASSIGNED_DIRECTORY, true],
  ['AAAAAAAAAAAAAAAAAAAAAQ', false], // lost: the directory failed before it was told
  ['AAAAAAAAAAAAAAAAAAAAAg', true], // migrating: the broker comes from ZooKeeper
])

/** True unless the directory is known to have failed. Source: Kafka's DirectoryId.isOnline. */
export function isDirectoryOnline(broker: BrokerImage | undefined, directoryId: Uuid): boolean {
  const reserved = RESERVED_DIRECTORIES.get(directoryId)
  if (reserved !== undefined) return reserved
  if (broker === undefined || broker.logDirectoryIds.length === 0) return true
  return broker.logDirectoryIds.includes(directoryId)
}

/** Where a replica will be, as far as that can be foreseen: a broker with several directories chooses itself. */
export function foreseenDirectory(broker: BrokerImage | undefined): Uuid {
  const [only, ...others] = broker?.logDirectoryIds ?? []
  return only === undefined || others.length > 0 ? UNASSIGNED_DIRECTORY : only
}
