// Generated from broker/wire/schema/77-share-group-describe.ts by scripts/generate-protocol.ts; do not edit.
import type { ApiCodec } from '../codec.ts'
import { checkVersion } from '../codec-support.ts'
import type { Reader, Uuid } from '../reader.ts'
import type { Writer } from '../writer.ts'

/** Describes share groups and their members. */
export const shareGroupDescribe: ApiCodec<ShareGroupDescribeRequest, ShareGroupDescribeRequestInput, ShareGroupDescribeResponse, ShareGroupDescribeResponseInput> = {
  key: 77,
  name: 'ShareGroupDescribe',
  minVersion: 1,
  maxVersion: 1,
  flexibleFrom: 0,
  request: {
    encode(writer, message, version) {
      checkVersion('ShareGroupDescribeRequest', version, { min: 1, max: 1 })
      encodeShareGroupDescribeRequest(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ShareGroupDescribeRequest', version, { min: 1, max: 1 })
      return decodeShareGroupDescribeRequest(reader, version)
    },
  },
  response: {
    encode(writer, message, version) {
      checkVersion('ShareGroupDescribeResponse', version, { min: 1, max: 1 })
      encodeShareGroupDescribeResponse(writer, message, version)
    },
    decode(reader, version) {
      checkVersion('ShareGroupDescribeResponse', version, { min: 1, max: 1 })
      return decodeShareGroupDescribeResponse(reader, version)
    },
  },
}

/** Describes share groups and their members. */
export interface ShareGroupDescribeRequest {
  /** The groups. (v1+) */
  readonly groupIds: readonly string[]
  /** Whether to tell what may be done to each group. (v1+) */
  readonly includeAuthorizedOperations: boolean
}

/** What encode takes for ShareGroupDescribeRequest. */
export interface ShareGroupDescribeRequestInput {
  readonly groupIds: readonly string[]
  readonly includeAuthorizedOperations: boolean
}

function encodeShareGroupDescribeRequest(writer: Writer, message: ShareGroupDescribeRequestInput, _version: number): void {
  const groupIds = message.groupIds
  writer.compactArrayLength(groupIds.length)
  for (const item of groupIds) writer.compactString(item)
  const includeAuthorizedOperations = message.includeAuthorizedOperations
  writer.boolean(includeAuthorizedOperations)
  writer.unsignedVarint(0)
}

function decodeShareGroupDescribeRequest(reader: Reader, _version: number): ShareGroupDescribeRequest {
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

/** The answer to ShareGroupDescribe. */
export interface ShareGroupDescribeResponse {
  /** How long the quota of the client delays it, ms. (v1+) */
  readonly throttleTimeMs: number
  /** One entry per group. (v1+) */
  readonly groups: readonly ShareGroupDescribeResponseDescribedGroup[]
}

/** What encode takes for ShareGroupDescribeResponse. */
export interface ShareGroupDescribeResponseInput {
  readonly throttleTimeMs?: number | undefined
  readonly groups: readonly ShareGroupDescribeResponseDescribedGroupInput[]
}

/** One entry per group. */
export interface ShareGroupDescribeResponseDescribedGroup {
  /** The outcome for this item; 0 is success. (v1+) */
  readonly errorCode: number
  /** What went wrong, for people; null on success. (v1+) */
  readonly errorMessage: string | null
  /** The group. (v1+) */
  readonly groupId: string
  /** Empty, Stable or Dead. (v1+) */
  readonly groupState: string
  /** Number of changes to the group. (v1+) */
  readonly groupEpoch: number
  /** The group epoch the assignment was made for. (v1+) */
  readonly assignmentEpoch: number
  /** The assignor. (v1+) */
  readonly assignorName: string
  /** The members. (v1+) */
  readonly members: readonly ShareGroupDescribeResponseMember[]
  /** Bits of the allowed operations; -2^31 when not asked for. (v1+) */
  readonly authorizedOperations: number
}

/** What encode takes for ShareGroupDescribeResponseDescribedGroup. */
export interface ShareGroupDescribeResponseDescribedGroupInput {
  readonly errorCode: number
  readonly errorMessage?: string | null | undefined
  readonly groupId: string
  readonly groupState: string
  readonly groupEpoch: number
  readonly assignmentEpoch: number
  readonly assignorName: string
  readonly members: readonly ShareGroupDescribeResponseMemberInput[]
  readonly authorizedOperations?: number | undefined
}

/** The members. */
export interface ShareGroupDescribeResponseMember {
  /** The member. (v1+) */
  readonly memberId: string
  /** Its rack. (v1+) */
  readonly rackId: string | null
  /** Its epoch. (v1+) */
  readonly memberEpoch: number
  /** The client id. (v1+) */
  readonly clientId: string
  /** The address of the client. (v1+) */
  readonly clientHost: string
  /** Topics it subscribes to. (v1+) */
  readonly subscribedTopicNames: readonly string[]
  /** What the member may read. (v1+) */
  readonly assignment: ShareGroupDescribeResponseAssignment
}

/** What encode takes for ShareGroupDescribeResponseMember. */
export interface ShareGroupDescribeResponseMemberInput {
  readonly memberId: string
  readonly rackId?: string | null | undefined
  readonly memberEpoch: number
  readonly clientId: string
  readonly clientHost: string
  readonly subscribedTopicNames: readonly string[]
  readonly assignment: ShareGroupDescribeResponseAssignmentInput
}

/** What the member may read. */
export interface ShareGroupDescribeResponseAssignment {
  /** The partitions, by topic. (v1+) */
  readonly topicPartitions: readonly ShareGroupDescribeResponseTopicPartitions[]
}

/** What encode takes for ShareGroupDescribeResponseAssignment. */
export interface ShareGroupDescribeResponseAssignmentInput {
  readonly topicPartitions: readonly ShareGroupDescribeResponseTopicPartitionsInput[]
}

/** The partitions, by topic. */
export interface ShareGroupDescribeResponseTopicPartitions {
  /** The id of the topic. (v1+) */
  readonly topicId: Uuid
  /** The topic. (v1+) */
  readonly topicName: string
  /** The partitions. (v1+) */
  readonly partitions: readonly number[]
}

/** What encode takes for ShareGroupDescribeResponseTopicPartitions. */
export interface ShareGroupDescribeResponseTopicPartitionsInput {
  readonly topicId: Uuid
  readonly topicName: string
  readonly partitions: readonly number[]
}

function encodeShareGroupDescribeResponseTopicPartitions(writer: Writer, message: ShareGroupDescribeResponseTopicPartitionsInput, _version: number): void {
  const topicId = message.topicId
  writer.uuid(topicId)
  const topicName = message.topicName
  writer.compactString(topicName)
  const partitions = message.partitions
  writer.compactArrayLength(partitions.length)
  for (const item of partitions) writer.int32(item)
  writer.unsignedVarint(0)
}

function decodeShareGroupDescribeResponseTopicPartitions(reader: Reader, _version: number): ShareGroupDescribeResponseTopicPartitions {
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

function encodeShareGroupDescribeResponseAssignment(writer: Writer, message: ShareGroupDescribeResponseAssignmentInput, version: number): void {
  const topicPartitions = message.topicPartitions
  writer.compactArrayLength(topicPartitions.length)
  for (const item of topicPartitions) encodeShareGroupDescribeResponseTopicPartitions(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeShareGroupDescribeResponseAssignment(reader: Reader, version: number): ShareGroupDescribeResponseAssignment {
  let topicPartitions: readonly ShareGroupDescribeResponseTopicPartitions[]
  {
    const count = reader.compactArrayLength(19)
    const items: ShareGroupDescribeResponseTopicPartitions[] = []
    for (let index = 0; index < count; index++) items.push(decodeShareGroupDescribeResponseTopicPartitions(reader, version))
    topicPartitions = items
  }
  reader.skipTaggedFields()
  return { topicPartitions }
}

function encodeShareGroupDescribeResponseMember(writer: Writer, message: ShareGroupDescribeResponseMemberInput, version: number): void {
  const memberId = message.memberId
  writer.compactString(memberId)
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
  const assignment = message.assignment
  encodeShareGroupDescribeResponseAssignment(writer, assignment, version)
  writer.unsignedVarint(0)
}

function decodeShareGroupDescribeResponseMember(reader: Reader, version: number): ShareGroupDescribeResponseMember {
  const memberId = reader.compactString()
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
  const assignment = decodeShareGroupDescribeResponseAssignment(reader, version)
  reader.skipTaggedFields()
  return { memberId, rackId, memberEpoch, clientId, clientHost, subscribedTopicNames, assignment }
}

function encodeShareGroupDescribeResponseDescribedGroup(writer: Writer, message: ShareGroupDescribeResponseDescribedGroupInput, version: number): void {
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
  for (const item of members) encodeShareGroupDescribeResponseMember(writer, item, version)
  const authorizedOperations: number = message.authorizedOperations ?? -2147483648
  writer.int32(authorizedOperations)
  writer.unsignedVarint(0)
}

function decodeShareGroupDescribeResponseDescribedGroup(reader: Reader, version: number): ShareGroupDescribeResponseDescribedGroup {
  const errorCode = reader.int16()
  const errorMessage = reader.compactNullableString()
  const groupId = reader.compactString()
  const groupState = reader.compactString()
  const groupEpoch = reader.int32()
  const assignmentEpoch = reader.int32()
  const assignorName = reader.compactString()
  let members: readonly ShareGroupDescribeResponseMember[]
  {
    const count = reader.compactArrayLength(12)
    const items: ShareGroupDescribeResponseMember[] = []
    for (let index = 0; index < count; index++) items.push(decodeShareGroupDescribeResponseMember(reader, version))
    members = items
  }
  const authorizedOperations = reader.int32()
  reader.skipTaggedFields()
  return { errorCode, errorMessage, groupId, groupState, groupEpoch, assignmentEpoch, assignorName, members, authorizedOperations }
}

function encodeShareGroupDescribeResponse(writer: Writer, message: ShareGroupDescribeResponseInput, version: number): void {
  const throttleTimeMs: number = message.throttleTimeMs ?? 0
  writer.int32(throttleTimeMs)
  const groups = message.groups
  writer.compactArrayLength(groups.length)
  for (const item of groups) encodeShareGroupDescribeResponseDescribedGroup(writer, item, version)
  writer.unsignedVarint(0)
}

function decodeShareGroupDescribeResponse(reader: Reader, version: number): ShareGroupDescribeResponse {
  const throttleTimeMs = reader.int32()
  let groups: readonly ShareGroupDescribeResponseDescribedGroup[]
  {
    const count = reader.compactArrayLength(20)
    const items: ShareGroupDescribeResponseDescribedGroup[] = []
    for (let index = 0; index < count; index++) items.push(decodeShareGroupDescribeResponseDescribedGroup(reader, version))
    groups = items
  }
  reader.skipTaggedFields()
  return { throttleTimeMs, groups }
}
