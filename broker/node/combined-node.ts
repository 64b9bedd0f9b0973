/**
 * A node in both roles: a voter of the quorum and a broker, with a listener for each. They share a process
 * and nothing else; the broker talks to the quorum over TCP, as on a node of its own.
 */
import { DisposableStack } from '../base/disposable.ts'
import type { Logger } from '../base/logger.ts'
import type { Runtime } from '../base/runtime.ts'
import { startBrokerNode } from './broker-node.ts'
import { startControllerNode } from './controller-node.ts'
import type { NodeOptions, RunningNode } from './node-options.ts'

/** Folder of the metadata log within the node's: metadata.log.dir. */
const METADATA_FOLDER = 'metadata'

/** Opens the voter, then the broker; resolves when both serve. Rejects with KafkaError, DiskError or NetworkError. */
export async function startCombinedNode(
  runtime: Runtime,
  options: NodeOptions,
  logger: Logger,
): Promise<RunningNode> {
  const resources = new DisposableStack()
  const own = options.controllers.find(({ nodeId }) => nodeId === options.nodeId)
  try {
    const controller = await startControllerNode(
      runtime,
      {
        ...options,
        port: own?.port ?? 0,
        dataDirectory: runtime.disk.join(options.dataDirectory, METADATA_FOLDER),
      },
      logger.child('controller'),
    )
    resources.defer(() => controller.stop())
    const broker = await startBrokerNode(runtime, options, logger.child('broker'))
    return {
      port: broker.port,
      figures: () => ({ ...broker.figures(), leadership: controller.figures().leadership }),
      stop: async (how) => {
        await broker.stop(how)
        await resources.dispose()
      },
    }
  } catch (error) {
    await resources.dispose()
    throw error
  }
}
