// Generated from broker/wire/schema/69-consumer-group-describe.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Describes modern consumer groups and their members. */
export const consumerGroupDescribe: ApiCodec<ConsumerGroupDescribeRequest, ConsumerGroupDescribeRequestInput, ConsumerGroupDescribeResponse, ConsumerGroupDescribeResponseInput> = {
  key: 69,
  name: 'ConsumerGroupDescribe',
  minVersion: 0,
  maxVersion: 1,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('ConsumerGroupDescribeRequest', version, { min: 0, max: 1 })
      encodeConsumerGroupDescribeRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ConsumerGroupDescribeRequest', version, { min: 0, max: 1 })
      return decodeConsumerGroupDescribeRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('ConsumerGroupDescribeResponse', version, { min: 0, max: 1 })
      encodeConsumerGroupDescribeResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ConsumerGroupDescribeResponse', version, { min: 0, max: 1 })
      return decodeConsumerGroupDescribeResponse(reader, version)
    },
  },
}

/** Describes modern consumer groups and their members. */
export interface ConsumerGroupDescribeRequest {
  /** The groups. (v0+) */
  readonly groupIds: readonly string[]
  /** Whether to tell what may be done to each group. (v0+) */
  readonly includeAuthorizedOperations: boolean
}

/** What encode takes for ConsumerGroupDescribeRequest. */
export interface ConsumerGroupDescribeRequestInput {
  readonly groupIds: readonly string[]
  readonly includeAuthorizedOperations: boolean
}

function encodeConsumerGroupDescribeRequest(writer: Writer, message: ConsumerGroupDescribeRequestInput, _version: number): void {
  const groupIds = message.groupIds
  writer.compactArrayLength(groupIds.length)
  for (const item of groupIds) writer.compactString(item)
  const includeAuthorizedOperations = message.includeAuthorizedOperations
  writer.boolean(includeAuthorizedOperations)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupDescribeRequest(reader: Reader, _version: number): ConsumerGroupDescribeRequest {
  let groupIds: readonly string[]
  {
    const count = reader.compactArrayLength(1)
    const items: string[] = []
    for (let index = 0; index < count; index++) items.push(reader.compactString())
    groupIds = items
  }
  const includeAuthorizedOperations = reader.boolean()
  reader.skipTaggedFields()
  return { groupIds, includeAuthorizedOperations }
}

/** The answer to ConsumerGroupDescribe. */
export interface ConsumerGroupDescribeResponse {
  /** How long the quota of the client delays it, ms. (v0+) */
  readonly throttleTimeMs: number
  /** One entry per group. (v0+) */
  readonly groups: readonly ConsumerGroupDescribeResponseGroup[]
}

/** What encode takes for ConsumerGroupDescribeResponse. */
export interface ConsumerGroupDescribeResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly groups: readonly ConsumerGroupDescribeResponseGroupInput[]
}

/** One entry per group. */
export interface ConsumerGroupDescribeResponseGroup {
  /** The outcome for the group; 0 is success. (v0+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v0+) */
  readonly errorMessage: string | null
  /** The group. (v0+) */
  readonly groupId: string
  /** Empty, Assigning, Reconciling, Stable or Dead. (v0+) */
  readonly groupState: string
  /** Number of changes to the group. (v0+) */
  readonly groupEpoch: number
  /** The group epoch the assignment was made for. (v0+) */
  readonly assignmentEpoch: number
  /** The assignor. (v0+) */
  readonly assignorName: string
  /** The members. (v0+) */
  readonly members: readonly ConsumerGroupDescribeResponseMember[]
  /** Bits of the allowed operations; -2^31 when not asked for. (v0+) */
  readonly authorizedOperations: number
}

/** What encode takes for ConsumerGroupDescribeResponseGroup. */
export interface ConsumerGroupDescribeResponseGroupInput {
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly groupId: string
  readonly groupState: string
  readonly groupEpoch: number
  readonly assignmentEpoch: number
  readonly assignorName: string
  readonly members: readonly ConsumerGroupDescribeResponseMemberInput[]
  readonly authorizedOperations?: number | undefined
}

/** The members. */
export interface ConsumerGroupDescribeResponseMember {
  /** The member. (v0+) */
  readonly memberId: string
  /** The id of a static member. (v0+) */
  readonly instanceId: string | null
  /** Its rack. (v0+) */
  readonly rackId: string | null
  /** Its epoch. (v0+) */
  readonly memberEpoch: number
  /** Its client id. (v0+) */
  readonly clientId: string
  /** Its address. (v0+) */
  readonly clientHost: string
  /** Topics it subscribes to. (v0+) */
  readonly subscribedTopicNames: readonly string[]
  /** Regular expression it subscribes with. (v0+) */
  readonly subscribedTopicRegex: string | null
  /** What it holds. (v0+) */
  readonly assignment: ConsumerGroupDescribeResponseAssignment
  /** What it is to hold. (v0+) */
  readonly targetAssignment: ConsumerGroupDescribeResponseAssignment
  /** How it takes part: 0 classic, 1 modern, -1 unknown. (v1+) */
  readonly memberType: number
}

/** What encode takes for ConsumerGroupDescribeResponseMember. */
export interface ConsumerGroupDescribeResponseMemberInput {
  readonly memberId: string
  readonly instanceId?: string | null | undefined
  readonly rackId?: string | null | undefined
  readonly memberEpoch: number
  readonly clientId: string
  readonly clientHost: string
  readonly subscribedTopicNames: readonly string[]
  readonly subscribedTopicRegex?: string | null | undefined
  readonly assignment: ConsumerGroupDescribeResponseAssignmentInput
  readonly targetAssignment: ConsumerGroupDescribeResponseAssignmentInput
  readonly memberType?: number | undefined
}

/** What it holds. */
export interface ConsumerGroupDescribeResponseAssignment {
  /** The partitions. (v0+) */
  readonly topicPartitions: readonly ConsumerGroupDescribeResponseTopicPartition[]
}

/** What encode takes for ConsumerGroupDescribeResponseAssignment. */
export interface ConsumerGroupDescribeResponseAssignmentInput {
  readonly topicPartitions: readonly ConsumerGroupDescribeResponseTopicPartitionInput[]
}

/** The partitions. */
export interface ConsumerGroupDescribeResponseTopicPartition {
  /** The id of the topic. (v0+) */
  readonly topicId: Uuid
  /** The topic. (v0+) */
  readonly topicName: string
  /** The partitions. (v0+) */
  readonly partitions: readonly number[]
}

/** What encode takes for ConsumerGroupDescribeResponseTopicPartition. */
export interface ConsumerGroupDescribeResponseTopicPartitionInput {
  readonly topicId: Uuid
  readonly topicName: string
  readonly partitions: readonly number[]
}

function encodeConsumerGroupDescribeResponseTopicPartition(writer: Writer, message: ConsumerGroupDescribeResponseTopicPartitionInput, _version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const topicName = message.topicName
  writer.compactString(topicName)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) writer.int32(item)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupDescribeResponseTopicPartition(reader: Reader, _version: number): ConsumerGroupDescribeResponseTopicPartition {
  const topicId = reader.uuid()
  const topicName = reader.compactString()
  let partitions: readonly number[]
  {
    const count = reader.compactArrayLength(4)
    const items: number[] = []
    for (let index = 0; index < count; index++) items.push(reader.int32())
    partitions = items
  }
  reader.skipTaggedFields()
  return { topicId, topicName, partitions }
}

function encodeConsumerGroupDescribeResponseAssignment(writer: Writer, message: ConsumerGroupDescribeResponseAssignmentInput, version: number): void {
  const topicPartitions = message.topicPartitions
  writer.compactArrayLength(topicPartitions.length)
  for (const item of topicPartitions) encodeConsumerGroupDescribeResponseTopicPartition(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupDescribeResponseAssignment(reader: Reader, version: number): ConsumerGroupDescribeResponseAssignment {
  let topicPartitions: readonly ConsumerGroupDescribeResponseTopicPartition[]
  {
    const count = reader.compactArrayLength(19)
    const items: ConsumerGroupDescribeResponseTopicPartition[] = []
    for (let index = 0; index < count; index++) items.push(decodeConsumerGroupDescribeResponseTopicPartition(reader, version))
    topicPartitions = items
  }
  reader.skipTaggedFields()
  return { topicPartitions }
}

function encodeConsumerGroupDescribeResponseMember(writer: Writer, message: ConsumerGroupDescribeResponseMemberInput, version: number): void {
  const memberId = message.memberId
  writer.compactString(memberId)
  const instanceId: string | null = message.instanceId === undefined ? null : message.instanceId
  writer.compactNullableString(instanceId)
  const rackId: string | null = message.rackId === undefined ? null : message.rackId
  writer.compactNullableString(rackId)
  const memberEpoch = message.memberEpoch
  writer.int32(memberEpoch)
  const clientId = message.clientId
  writer.compactString(clientId)
  const clientHost = message.clientHost
  writer.compactString(clientHost)
  const subscribedTopicNames = message.subscribedTopicNames
  writer.compactArrayLength(subscribedTopicNames.length)
  for (const item of subscribedTopicNames) writer.compactString(item)
  const subscribedTopicRegex: string | null = message.subscribedTopicRegex === undefined ? null : message.subscribedTopicRegex
  writer.compactNullableString(subscribedTopicRegex)
  const assignment = message.assignment
  encodeConsumerGroupDescribeResponseAssignment(writer, assignment, version)
  const targetAssignment = message.targetAssignment
  encodeConsumerGroupDescribeResponseAssignment(writer, targetAssignment, version)
  if (version === 1) {
    const memberType: number = message.memberType ?? -1
    writer.int8(memberType)
  }
  writer.unsignedVarint(0)
}

function decodeConsumerGroupDescribeResponseMember(reader: Reader, version: number): ConsumerGroupDescribeResponseMember {
  const memberId = reader.compactString()
  const instanceId = reader.compactNullableString()
  const rackId = reader.compactNullableString()
  const memberEpoch = reader.int32()
  const clientId = reader.compactString()
  const clientHost = reader.compactString()
  let subscribedTopicNames: readonly string[]
  {
    const count = reader.compactArrayLength(1)
    const items: string[] = []
    for (let index = 0; index < count; index++) items.push(reader.compactString())
    subscribedTopicNames = items
  }
  const subscribedTopicRegex = reader.compactNullableString()
  const assignment = decodeConsumerGroupDescribeResponseAssignment(reader, version)
  const targetAssignment = decodeConsumerGroupDescribeResponseAssignment(reader, version)
  const memberType: number = version === 1 ? reader.int8() : -1
  reader.skipTaggedFields()
  return { memberId, instanceId, rackId, memberEpoch, clientId, clientHost, subscribedTopicNames, subscribedTopicRegex, assignment, targetAssignment, memberType }
}

function encodeConsumerGroupDescribeResponseGroup(writer: Writer, message: ConsumerGroupDescribeResponseGroupInput, version: number): void {
  const errorCode = message.errorCode
  writer.int16(errorCode)
  const errorMessage: string | null = message.errorMessage === undefined ? null : message.errorMessage
  writer.compactNullableString(errorMessage)
  const groupId = message.groupId
  writer.compactString(groupId)
  const groupState = message.groupState
  writer.compactString(groupState)
  const groupEpoch = message.groupEpoch
  writer.int32(groupEpoch)
  const assignmentEpoch = message.assignmentEpoch
  writer.int32(assignmentEpoch)
  const assignorName = message.assignorName
  writer.compactString(assignorName)
  const members = message.members
  writer.compactArrayLength(members.length)
  for (const item of members) encodeConsumerGroupDescribeResponseMember(writer, item, version)
  const authorizedOperations: number = message.authorizedOperations ?? -2147483648
  writer.int32(authorizedOperations)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupDescribeResponseGroup(reader: Reader, version: number): ConsumerGroupDescribeResponseGroup {
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const groupId = reader.compactString()
  const groupState = reader.compactString()
  const groupEpoch = reader.int32()
  const assignmentEpoch = reader.int32()
  const assignorName = reader.compactString()
  let members: readonly ConsumerGroupDescribeResponseMember[]
  {
    const count = reader.compactArrayLength(16)
    const items: ConsumerGroupDescribeResponseMember[] = []
    for (let index = 0; index < count; index++) items.push(decodeConsumerGroupDescribeResponseMember(reader, version))
    members = items
  }
  const authorizedOperations = reader.int32()
  reader.skipTaggedFields()
  return { errorCode, errorMessage, groupId, groupState, groupEpoch, assignmentEpoch, assignorName, members, authorizedOperations }
}

function encodeConsumerGroupDescribeResponse(writer: Writer, message: ConsumerGroupDescribeResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const groups = message.groups
  writer.compactArrayLength(groups.length)
  for (const item of groups) encodeConsumerGroupDescribeResponseGroup(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeConsumerGroupDescribeResponse(reader: Reader, version: number): ConsumerGroupDescribeResponse {
  const throttleTimeMs = reader.int32()
  let groups: readonly ConsumerGroupDescribeResponseGroup[]
  {
    const count = reader.compactArrayLength(20)
    const items: ConsumerGroupDescribeResponseGroup[] = []
    for (let index = 0; index < count; index++) items.push(decodeConsumerGroupDescribeResponseGroup(reader, version))
    groups = items
  }
  reader.skipTaggedFields()
  return { throttleTimeMs, groups }
}
