/** DescribeCluster (key 60) on the controller's listener, served v0-v2: the voters of the quorum (KIP-919). */
import { describeCluster } from '../../wire/generated/describe-cluster.ts'
import { errorCode } from '../../wire/kafka-error.ts'
import { OPERATIONS_NOT_REQUESTED } from '../authorized-operations.ts'
import { controllerHandler } from './services.ts'

const BROKER_ENDPOINTS = 1
const CONTROLLER_ENDPOINTS = 2
const NOBODY = -1

export const controllerDescribeClusterHandler = controllerHandler({
  api: describeCluster,
  versions: { min: 0, max: 2 },
  handle(request, { services }) {
    const { quorum, settings } = services.controller
    const { clusterId } = settings
    if (request.endpointType !== CONTROLLER_ENDPOINTS) {
      const isKnown = request.endpointType === BROKER_ENDPOINTS
      return {
        errorCode: errorCode(isKnown ? 'MISMATCHED_ENDPOINT_TYPE' : 'UNSUPPORTED_ENDPOINT_TYPE'),
        errorMessage: 'This is a controller: ask with endpoint type 2',
        clusterId,
        brokers: [],
      }
    }
    return {
      errorCode: 0,
      errorMessage: null,
      endpointType: CONTROLLER_ENDPOINTS,
      clusterId,
      controllerId: quorum.leaderId ?? NOBODY,
      brokers: services.voters().map(({ nodeId, host, port }) => ({
        brokerId: nodeId,
        host,
        port,
        rack: null,
        isFenced: false,
      })),
      clusterAuthorizedOperations: OPERATIONS_NOT_REQUESTED,
    }
  },
})
