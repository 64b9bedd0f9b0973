import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, bool, int8, int32, string, struct } from './vocabulary.ts'

/** The brokers or controllers of the cluster. */
export const describeCluster = api({
  key: 60,
  name: 'DescribeCluster',
  doc: 'Describes the cluster and its brokers or controllers.',
  versions: '0-2',
  flexible: '0+',
  notes: { 1: 'Controllers can be asked for (KIP-919).', 2: 'Fenced brokers (KIP-1073).' },
  errors: ['CLUSTER_AUTHORIZATION_FAILED', 'MISMATCHED_ENDPOINT_TYPE', 'UNSUPPORTED_ENDPOINT_TYPE'],
  request: {
    includeClusterAuthorizedOperations: bool('0+', 'Whether to tell what may be done to the cluster.'),
    endpointType: int8('1+', 'What to describe: 1 brokers, 2 controllers.', { default: 1 }),
    includeFencedBrokers: bool('2+', 'Whether to list fenced brokers too.', { default: false }),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    errorCode: errorCode('0+', 'the request'),
    errorMessage: errorMessage('0+'),
    endpointType: int8('1+', 'What is described: 1 brokers, 2 controllers.', { default: 1, ignorable: true }),
    clusterId: string('0+', 'Id of the cluster.'),
    controllerId: int32('0+', 'The node to send administrative requests to; -1 when unknown.', {
      default: -1,
    }),
    brokers: array(
      struct({
        brokerId: int32('0+', 'The node.'),
        host: string('0+', 'Host to connect to.'),
        port: int32('0+', 'Port to connect to.'),
        rack: string('0+', 'Rack of the node, if it has one.', { nullable: '0+', default: null }),
        isFenced: bool('2+', 'Whether the broker is fenced.', { default: false, ignorable: true }),
      }),
      '0+',
      'The nodes.',
    ),
    clusterAuthorizedOperations: int32('0+', 'Bits of the allowed operations; -2^31 when not asked for.', {
      default: -2147483648,
    }),
  },
})
