/** DescribeCluster (key 60), served v0-v2: brokers and cluster id, from this broker's image. */
import { describeCluster } from '../wire/generated/describe-cluster.ts'
import { errorCode } from '../wire/kafka-error.ts'
import { endpointOf } from './03-metadata.ts'
import { CLUSTER_OPERATIONS, OPERATIONS_NOT_REQUESTED } from './authorized-operations.ts'
import { brokerHandler } from './services.ts'

const BROKER_ENDPOINTS = 1
const CONTROLLER_ENDPOINTS = 2

export const describeClusterHandler = brokerHandler({
  api: describeCluster,
  versions: { min: 0, max: 2 },
  handle(request, { services }) {
    const { image, clusterId, brokerId } = services
    if (request.endpointType !== BROKER_ENDPOINTS) {
      const isKnown = request.endpointType === CONTROLLER_ENDPOINTS
      return {
        errorCode: errorCode(isKnown ? 'MISMATCHED_ENDPOINT_TYPE' : 'UNSUPPORTED_ENDPOINT_TYPE'),
        errorMessage: 'This is a broker: ask with endpoint type 1',
        clusterId,
        brokers: [],
      }
    }
    const brokers = request.includeFencedBrokers
      ? [...image.brokers.values()].sort((a, b) => a.brokerId - b.brokerId)
      : image.unfencedBrokers()
    return {
      errorCode: 0,
      errorMessage: null,
      endpointType: BROKER_ENDPOINTS,
      clusterId,
      controllerId: brokerId,
      brokers: brokers.map((broker) => {
        const { host, port, rack } = endpointOf(broker)
        return { brokerId: broker.brokerId, host, port, rack, isFenced: broker.isFenced }
      }),
      clusterAuthorizedOperations: request.includeClusterAuthorizedOperations
        ? CLUSTER_OPERATIONS
        : OPERATIONS_NOT_REQUESTED,
    }
  },
})
