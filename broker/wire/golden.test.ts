import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AnyApiCodec } from './codec.ts'
import { apiVersions } from './generated/api-versions.ts'
import { fetch } from './generated/fetch.ts'
import { findCoordinator } from './generated/find-coordinator.ts'
import { joinGroup } from './generated/join-group.ts'
import { metadata } from './generated/metadata.ts'
import { produce } from './generated/produce.ts'
import { shareFetch } from './generated/share-fetch.ts'
import {
  decodeRequestHeader,
  decodeResponseHeader,
  encodeRequestHeader,
  encodeResponseHeader,
} from './header.ts'
import { Reader } from './reader.ts'
import { Writer } from './writer.ts'

interface Golden {
  readonly file: string
  readonly api: AnyApiCodec
  readonly version: number
  readonly correlationId: number
  /** What encode takes; decode has to return at least this. */
  readonly message: Record<string, unknown>
}

const TOPIC_ID = 'AAECAwQFBgcICQoLDA0ODw'
const apiKeys = [
  { apiKey: 0, minVersion: 0, maxVersion: 13 },
  { apiKey: 18, minVersion: 0, maxVersion: 4 },
]
const fetchRequest = { replicaId: -1, maxWaitMs: 500, minBytes: 1, maxBytes: 1_048_576 }
const broker = { nodeId: 1, host: '127.0.0.1', port: 9092, rack: null }

const goldens: Golden[] = [
  { file: 'api-versions-v0-request', api: apiVersions, version: 0, correlationId: 1, message: {} },
  {
    file: 'api-versions-v0-response',
    api: apiVersions,
    version: 0,
    correlationId: 1,
    message: { errorCode: 0, apiKeys },
  },
  {
    file: 'api-versions-v3-request',
    api: apiVersions,
    version: 3,
    correlationId: 2,
    message: { clientSoftwareName: 'kcat', clientSoftwareVersion: '1.7.0' },
  },
  {
    file: 'api-versions-v3-response',
    api: apiVersions,
    version: 3,
    correlationId: 2,
    message: {
      errorCode: 0,
      apiKeys,
      supportedFeatures: [{ name: 'group.version', minVersion: 0, maxVersion: 1 }],
      finalizedFeaturesEpoch: 5,
      finalizedFeatures: [{ name: 'group.version', maxVersionLevel: 1, minVersionLevel: 1 }],
      zkMigrationReady: false,
    },
  },
  {
    file: 'metadata-v1-request',
    api: metadata,
    version: 1,
    correlationId: 3,
    message: { topics: [{ name: 'orders' }] },
  },
  {
    file: 'metadata-v1-response',
    api: metadata,
    version: 1,
    correlationId: 3,
    message: {
      brokers: [broker],
      controllerId: 1,
      topics: [
        {
          errorCode: 0,
          name: 'orders',
          isInternal: false,
          partitions: [{ errorCode: 0, partitionIndex: 0, leaderId: 1, replicaNodes: [1], isrNodes: [1] }],
        },
      ],
    },
  },
  {
    file: 'metadata-v12-request',
    api: metadata,
    version: 12,
    correlationId: 4,
    message: { topics: [{ topicId: TOPIC_ID, name: null }], allowAutoTopicCreation: false },
  },
  {
    file: 'metadata-v12-response',
    api: metadata,
    version: 12,
    correlationId: 4,
    message: {
      brokers: [broker],
      clusterId: 'abc',
      controllerId: 1,
      topics: [
        {
          errorCode: 0,
          name: 'orders',
          topicId: TOPIC_ID,
          partitions: [
            {
              errorCode: 0,
              partitionIndex: 0,
              leaderId: 1,
              leaderEpoch: 7,
              replicaNodes: [1],
              isrNodes: [1],
              offlineReplicas: [],
            },
          ],
          topicAuthorizedOperations: -2147483648,
        },
      ],
    },
  },
  {
    file: 'produce-v3-request',
    api: produce,
    version: 3,
    correlationId: 5,
    message: produceRequest(-1),
  },
  {
    file: 'produce-v3-response',
    api: produce,
    version: 3,
    correlationId: 5,
    message: {
      responses: [
        { name: 't', partitionResponses: [{ index: 0, errorCode: 0, baseOffset: 42, logAppendTimeMs: -1 }] },
      ],
      throttleTimeMs: 0,
    },
  },
  {
    file: 'produce-v9-request',
    api: produce,
    version: 9,
    correlationId: 6,
    message: produceRequest(1),
  },
  {
    file: 'produce-v9-response',
    api: produce,
    version: 9,
    correlationId: 6,
    message: {
      responses: [
        {
          name: 't',
          partitionResponses: [
            {
              index: 0,
              errorCode: 87,
              baseOffset: -1,
              logAppendTimeMs: -1,
              logStartOffset: 0,
              recordErrors: [{ batchIndex: 1, batchIndexErrorMessage: 'k' }],
              errorMessage: 'no',
            },
          ],
        },
      ],
    },
  },
  {
    file: 'fetch-v4-request',
    api: fetch,
    version: 4,
    correlationId: 7,
    message: {
      ...fetchRequest,
      isolationLevel: 1,
      topics: [{ topic: 't', partitions: [{ partition: 0, fetchOffset: 5, partitionMaxBytes: 65536 }] }],
    },
  },
  {
    file: 'fetch-v4-response',
    api: fetch,
    version: 4,
    correlationId: 7,
    message: {
      responses: [
        {
          topic: 't',
          partitions: [
            {
              partitionIndex: 0,
              errorCode: 0,
              highWatermark: 6,
              lastStableOffset: 6,
              abortedTransactions: null,
              records: Buffer.from('aabb', 'hex'),
            },
          ],
        },
      ],
    },
  },
  {
    file: 'fetch-v12-request',
    api: fetch,
    version: 12,
    correlationId: 8,
    message: {
      ...fetchRequest,
      isolationLevel: 0,
      sessionId: 0,
      sessionEpoch: 0,
      topics: [
        {
          topic: 't',
          partitions: [{ partition: 0, currentLeaderEpoch: 3, fetchOffset: 5, partitionMaxBytes: 65536 }],
        },
      ],
      forgottenTopicsData: [],
      rackId: 'r1',
    },
  },
  {
    file: 'fetch-v12-response',
    api: fetch,
    version: 12,
    correlationId: 8,
    message: {
      errorCode: 0,
      responses: [
        {
          topic: 't',
          partitions: [
            {
              partitionIndex: 0,
              errorCode: 74,
              highWatermark: -1,
              preferredReadReplica: -1,
              records: null,
              currentLeader: { leaderId: 2, leaderEpoch: 9 },
            },
          ],
        },
      ],
    },
  },
  {
    file: 'find-coordinator-v0-request',
    api: findCoordinator,
    version: 0,
    correlationId: 9,
    message: { key: 'g' },
  },
  {
    file: 'find-coordinator-v0-response',
    api: findCoordinator,
    version: 0,
    correlationId: 9,
    message: { errorCode: 0, nodeId: 2, host: 'h', port: 9093 },
  },
  {
    file: 'find-coordinator-v4-request',
    api: findCoordinator,
    version: 4,
    correlationId: 10,
    message: { keyType: 0, coordinatorKeys: ['g'] },
  },
  {
    file: 'find-coordinator-v4-response',
    api: findCoordinator,
    version: 4,
    correlationId: 10,
    message: {
      coordinators: [{ key: 'g', nodeId: 2, host: 'h', port: 9093, errorCode: 0, errorMessage: null }],
    },
  },
  {
    file: 'join-group-v5-request',
    api: joinGroup,
    version: 5,
    correlationId: 11,
    message: {
      groupId: 'g',
      sessionTimeoutMs: 10_000,
      rebalanceTimeoutMs: 60_000,
      memberId: '',
      groupInstanceId: null,
      protocolType: 'consumer',
      protocols: [{ name: 'range', metadata: Buffer.from([0, 0]) }],
    },
  },
  {
    file: 'join-group-v5-response',
    api: joinGroup,
    version: 5,
    correlationId: 11,
    message: { errorCode: 79, generationId: -1, protocolName: '', leader: '', memberId: 'm1', members: [] },
  },
  {
    file: 'share-fetch-v2-request',
    api: shareFetch,
    version: 2,
    correlationId: 12,
    message: {
      groupId: 'g',
      memberId: 'm',
      shareSessionEpoch: 3,
      maxWaitMs: 500,
      minBytes: 1,
      maxBytes: 1_048_576,
      maxRecords: 500,
      batchSize: 100,
      shareAcquireMode: 1,
      isRenewAck: false,
      topics: [
        {
          topicId: TOPIC_ID,
          partitions: [
            {
              partitionIndex: 2,
              acknowledgementBatches: [{ firstOffset: 5, lastOffset: 6, acknowledgeTypes: [1, 2] }],
            },
          ],
        },
      ],
      forgottenTopicsData: [],
    },
  },
  {
    file: 'share-fetch-v2-response',
    api: shareFetch,
    version: 2,
    correlationId: 12,
    message: {
      errorCode: 0,
      acquisitionLockTimeoutMs: 30_000,
      responses: [
        {
          topicId: TOPIC_ID,
          partitions: [
            {
              partitionIndex: 2,
              errorCode: 6,
              errorMessage: 'moved',
              acknowledgeErrorCode: 121,
              currentLeader: { leaderId: 2, leaderEpoch: 9 },
              records: Buffer.alloc(0),
              acquiredRecords: [{ firstOffset: 5, lastOffset: 9, deliveryCount: 2 }],
            },
          ],
        },
      ],
      nodeEndpoints: [{ nodeId: 2, host: 'h', port: 9093, rack: null }],
    },
  },
]

describe.each(goldens)('$file', (golden) => {
  const isRequest = golden.file.endsWith('request')

  it('is what the codec writes', () => {
    const writer = new Writer()
    const { api, version, correlationId } = golden
    writer.startFrame()
    if (isRequest) encodeRequestHeader(writer, api, { apiVersion: version, correlationId, clientId: 'c1' })
    else encodeResponseHeader(writer, api, { apiVersion: version, correlationId })
    const codec = isRequest ? api.request : api.response
    codec.encode(writer, golden.message, version)
    expect(writer.toBuffer().toString('hex')).toBe(goldenBytes(golden.file).toString('hex'))
  })

  it('is what the codec reads', () => {
    const { api, version, correlationId } = golden
    const reader = new Reader(goldenBytes(golden.file))
    expect(reader.int32()).toBe(reader.remaining)
    if (isRequest) {
      const header = decodeRequestHeader(reader)
      expect(header).toEqual({ apiKey: api.key, apiVersion: version, correlationId, clientId: 'c1' })
    } else expect(decodeResponseHeader(reader, api, version)).toBe(correlationId)
    const codec = isRequest ? api.request : api.response
    expect(codec.decode(reader, version)).toMatchObject(golden.message)
    expect(reader.remaining).toBe(0)
  })
})

describe('the golden frames', () => {
  it('are all used', () => {
    const names = readdirSync(join(import.meta.dirname, 'testdata')).filter((name) => name.endsWith('.hex'))
    const own = names.filter((name) => goldens.some((golden) => `${golden.file}.hex` === name))
    expect(own).toHaveLength(goldens.length)
  })
})

function goldenBytes(file: string): Buffer {
  const text = readFileSync(join(import.meta.dirname, 'testdata', `${file}.hex`), 'utf8')
  const digits = text
    .split('\n')
    .map((line) => line.split('#')[0]?.replaceAll(' ', '') ?? '')
    .join('')
  return Buffer.from(digits, 'hex')
}

function produceRequest(acks: number): Record<string, unknown> {
  return {
    transactionalId: null,
    acks,
    timeoutMs: 1000,
    topicData: [{ name: 't', partitionData: [{ index: 0, records: Buffer.from([1, 2, 3]) }] }],
  }
}
