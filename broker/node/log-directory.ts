/** Whose a log directory is: `meta.properties` says which node of which cluster, and is written once. */

import { DiskError } from '../base/disk.ts'
import { describeError } from '../base/logger.ts'
import type { Runtime } from '../base/runtime.ts'
import { readMetaProperties, writeMetaProperties } from '../log/checkpoint.ts'
import type { FoundDirectory } from '../log/log-directories.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import type { Uuid } from '../wire/reader.ts'
import { newUuid } from './new-uuid.ts'

/**
 * Takes the directory for this node, making it when it is missing; returns the directory's own id.
 * @throws KafkaError INCONSISTENT_CLUSTER_ID when it belongs to another cluster or node; DiskError.
 */
export function claimLogDirectory(
  runtime: Pick<Runtime, 'disk' | 'random'>,
  owner: { readonly dataDirectory: string; readonly clusterId: string; readonly nodeId: number },
): Uuid {
  const { disk, random } = runtime
  disk.makeDirectory(owner.dataDirectory)
  const known = readMetaProperties(disk, owner.dataDirectory)
  if (known === null) {
    const directoryId = newUuid(random)
    writeMetaProperties(disk, owner.dataDirectory, {
      clusterId: owner.clusterId,
      nodeId: owner.nodeId,
      directoryId,
    })
    return directoryId
  }
  if (known.clusterId !== owner.clusterId || known.nodeId !== owner.nodeId) {
    throw new KafkaError(
      'INCONSISTENT_CLUSTER_ID',
      `${owner.dataDirectory} belongs to node ${known.nodeId} of cluster ${known.clusterId}, not to node ${owner.nodeId} of ${owner.clusterId}`,
    )
  }
  return known.directoryId
}

/**
 * The same for one of several directories: one whose disk fails is told of and left out.
 * @throws KafkaError INCONSISTENT_CLUSTER_ID when it belongs to another cluster or node.
 */
export function findLogDirectory(
  runtime: Pick<Runtime, 'disk' | 'random'>,
  owner: { readonly path: string; readonly clusterId: string; readonly nodeId: number },
): FoundDirectory {
  const { path } = owner
  try {
    return { path, directoryId: claimLogDirectory(runtime, { ...owner, dataDirectory: path }), problem: null }
  } catch (error) {
    if (!(error instanceof DiskError)) throw error
    return { path, directoryId: null, problem: describeError(error) }
  }
}
