/** Commands about brokers: registration, heartbeats, fencing. Pure: image and request in, decision out. */

import type {
  BrokerHeartbeatRequest,
  BrokerHeartbeatResponseInput,
} from '../wire/generated/broker-heartbeat.ts'
import type { BrokerRegistrationRequest } from '../wire/generated/broker-registration.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { MetadataRecord } from '../wire/metadata-record.ts'
import type { Uuid } from '../wire/reader.ts'
import type { Decision } from './decision.ts'
import {
  type ElectionPolicy,
  recordsForLostBroker,
  recordsForLostDirectories,
  recordsForReturnedBroker,
} from './elections.ts'
import type { BrokerImage } from './image/brokers.ts'
import type { ClusterImage } from './image/cluster-image.ts'

/** In BrokerRegistrationChangeRecord: 1 sets, -1 clears, 0 leaves alone. */
const SET = 1
const CLEAR = -1
const UNCHANGED = 0

/**
 * Registers an incarnation of a broker, fenced until it has caught up. `nextOffset` becomes its epoch.
 * @throws KafkaError INCONSISTENT_CLUSTER_ID, DUPLICATE_BROKER_REGISTRATION.
 */
export function registerBroker(
  image: ClusterImage,
  request: BrokerRegistrationRequest,
  facts: {
    readonly clusterId: string
    readonly isPreviousAlive: boolean
    readonly policy: ElectionPolicy
  },
): Decision<{ readonly brokerEpoch: number }> {
  if (request.clusterId !== facts.clusterId) {
    throw new KafkaError(
      'INCONSISTENT_CLUSTER_ID',
      `Broker ${request.brokerId} belongs to cluster ${request.clusterId}, this is ${facts.clusterId}`,
    )
  }
  const previous = image.brokers.get(request.brokerId)
  if (previous?.incarnationId === request.incarnationId) {
    return { records: [], response: { brokerEpoch: previous.brokerEpoch } }
  }
  if (previous !== undefined && !previous.isFenced && facts.isPreviousAlive) {
    throw new KafkaError(
      'DUPLICATE_BROKER_REGISTRATION',
      `Another broker is registered with id ${request.brokerId} and is alive`,
    )
  }
  const lost = previous === undefined ? [] : recordsForLostBroker(image, request.brokerId, facts.policy)
  const brokerEpoch = image.lastOffset + 1 + lost.length
  return { records: [...lost, registrationRecord(request, brokerEpoch)], response: { brokerEpoch } }
}

function registrationRecord(request: BrokerRegistrationRequest, brokerEpoch: number): MetadataRecord {
  return {
    type: 'RegisterBrokerRecord',
    brokerId: request.brokerId,
    isMigratingZkBroker: false,
    incarnationId: request.incarnationId,
    brokerEpoch,
    endPoints: request.listeners.map((listener) => ({
      name: listener.name,
      host: listener.host,
      port: listener.port,
      securityProtocol: listener.securityProtocol,
    })),
    features: request.features.map((feature) => ({
      name: feature.name,
      minSupportedVersion: feature.minSupportedVersion,
      maxSupportedVersion: feature.maxSupportedVersion,
    })),
    rack: request.rack,
    fenced: true,
    inControlledShutdown: false,
    logDirs: [...request.logDirs],
  }
}

/**
 * Answers a heartbeat: unfences a broker that has caught up with its own registration, begins a
 * controlled shutdown, or fences on request.
 * @throws KafkaError BROKER_ID_NOT_REGISTERED, STALE_BROKER_EPOCH.
 */
export function heartbeat(
  image: ClusterImage,
  request: BrokerHeartbeatRequest,
  policy: ElectionPolicy,
): Decision<BrokerHeartbeatResponseInput> {
  const broker = image.brokers.get(request.brokerId)
  if (broker === undefined) {
    throw new KafkaError('BROKER_ID_NOT_REGISTERED', `Broker ${request.brokerId} is not registered`)
  }
  if (broker.brokerEpoch !== request.brokerEpoch) {
    throw new KafkaError('STALE_BROKER_EPOCH', `Broker ${request.brokerId} has a later incarnation`)
  }
  const isCaughtUp = request.currentMetadataOffset >= broker.brokerEpoch
  const answer = (isFenced: boolean, shouldShutDown: boolean): BrokerHeartbeatResponseInput => ({
    throttleTimeMs: 0,
    errorCode: 0,
    isCaughtUp,
    isFenced,
    shouldShutDown,
  })
  const lostRecords = lostDirectoryRecords(image, { broker, offlineLogDirs: request.offlineLogDirs }, policy)
  // What else is to be said of the broker is said on the image without those directories, at its next heartbeat.
  if (lostRecords.length > 0) return { records: lostRecords, response: answer(broker.isFenced, false) }
  if (request.wantShutDown)
    return { records: shutdownRecords(image, broker, policy), response: answer(true, true) }
  if (request.wantFence)
    return { records: fenceRecords(image, broker, policy), response: answer(true, false) }
  if (!broker.isFenced) return { records: [], response: answer(false, false) }
  if (!isCaughtUp) return { records: [], response: answer(true, false) }
  return { records: unfenceRecords(image, broker, policy), response: answer(false, false) }
}

/**
 * Forgets a broker; what it led and had in sync goes to others first.
 * @throws KafkaError BROKER_ID_NOT_REGISTERED.
 */
export function unregisterBroker(
  image: ClusterImage,
  brokerId: number,
  policy: ElectionPolicy,
): Decision<null> {
  const broker = image.brokers.get(brokerId)
  if (broker === undefined) {
    throw new KafkaError('BROKER_ID_NOT_REGISTERED', `Broker ${brokerId} is not registered`)
  }
  const { brokerEpoch } = broker
  return {
    records: [
      ...recordsForLostBroker(image, brokerId, policy),
      { type: 'UnregisterBrokerRecord', brokerId, brokerEpoch },
    ],
    response: null,
  }
}

/** Fences a broker that is not heard of any more. */
export function fenceBroker(image: ClusterImage, brokerId: number, policy: ElectionPolicy): Decision<null> {
  const broker = image.brokers.get(brokerId)
  if (broker === undefined) return { records: [], response: null }
  return { records: fenceRecords(image, broker, policy), response: null }
}

function fenceRecords(image: ClusterImage, broker: BrokerImage, policy: ElectionPolicy): MetadataRecord[] {
  if (broker.isFenced) return []
  return [
    changeRecord(broker, { fenced: SET, inControlledShutdown: UNCHANGED }),
    ...recordsForLostBroker(image, broker.brokerId, policy),
  ]
}

function unfenceRecords(image: ClusterImage, broker: BrokerImage, policy: ElectionPolicy): MetadataRecord[] {
  return [
    changeRecord(broker, { fenced: CLEAR, inControlledShutdown: UNCHANGED }),
    ...recordsForReturnedBroker(image, broker.brokerId, policy),
  ]
}

/** Leadership moves first; a broker that asks again after that is told to go. */
function shutdownRecords(image: ClusterImage, broker: BrokerImage, policy: ElectionPolicy): MetadataRecord[] {
  if (broker.isFenced && broker.isInControlledShutdown) return []
  return [
    changeRecord(broker, { fenced: SET, inControlledShutdown: SET }),
    ...recordsForLostBroker(image, broker.brokerId, policy),
  ]
}

/** Takes note of directories that have failed since. The last one is not heard of: its broker ends. */
function lostDirectoryRecords(
  image: ClusterImage,
  { broker, offlineLogDirs }: { readonly broker: BrokerImage; readonly offlineLogDirs: readonly Uuid[] },
  policy: ElectionPolicy,
): MetadataRecord[] {
  const { brokerId, logDirectoryIds } = broker
  const directoryIds = new Set(offlineLogDirs.filter((id) => logDirectoryIds.includes(id)))
  if (directoryIds.size === 0) return []
  const left = logDirectoryIds.filter((id) => !directoryIds.has(id))
  if (left.length === 0) return fenceRecords(image, broker, policy)
  const change = changeRecord(broker, { fenced: UNCHANGED, inControlledShutdown: UNCHANGED })
  return [
    ...recordsForLostDirectories(image, { brokerId, directoryIds }, policy),
    { ...change, logDirs: left },
  ]
}

function changeRecord(
  broker: BrokerImage,
  change: { readonly fenced: number; readonly inControlledShutdown: number },
): Extract<MetadataRecord, { type: 'BrokerRegistrationChangeRecord' }> {
  return {
    type: 'BrokerRegistrationChangeRecord',
    brokerId: broker.brokerId,
    brokerEpoch: broker.brokerEpoch,
    ...change,
    logDirs: [],
  }
}
