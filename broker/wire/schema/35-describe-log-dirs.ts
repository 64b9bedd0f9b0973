import { errorCode, throttleTimeMs } from './shared-fields.ts'
import { api, array, bool, int32, int64, string, struct } from './vocabulary.ts'

/** Sizes of the replicas on a broker. */
export const describeLogDirs = api({
  key: 35,
  name: 'DescribeLogDirs',
  doc: 'Tells the size of replicas and directories on a broker.',
  versions: '1-5',
  flexible: '2+',
  notes: {
    1: 'The response is sent before the client is throttled (KIP-219).',
    3: 'An error for the whole request (KIP-784).',
    4: 'Sizes of the volume (KIP-827).',
    5: 'Cordoned directories (KIP-1066).',
  },
  errors: ['CLUSTER_AUTHORIZATION_FAILED', 'KAFKA_STORAGE_ERROR'],
  request: {
    topics: array(
      struct({
        topic: string('0+', 'The topic.'),
        partitions: array(int32(), '0+', 'The partitions.'),
      }),
      '0+',
      'What to describe; null for everything.',
      { nullable: '0+' },
    ),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    errorCode: errorCode('3+', 'the request'),
    results: array(
      struct({
        errorCode: errorCode('0+', 'the directory'),
        logDir: string('0+', 'Path of the directory.'),
        topics: array(
          struct({
            name: string('0+', 'The topic.'),
            partitions: array(
              struct({
                partitionIndex: int32('0+', 'The partition.'),
                partitionSize: int64('0+', 'Bytes of its segments.'),
                offsetLag: int64('0+', 'Records the replica is behind.'),
                isFutureKey: bool('0+', 'Whether the replica is being moved here.'),
              }),
              '0+',
              'The partitions.',
            ),
          }),
          '0+',
          'The topics.',
        ),
        totalBytes: int64('4+', 'Bytes of the volume; -1 when unknown.', { default: -1, ignorable: true }),
        usableBytes: int64('4+', 'Bytes left on the volume; -1 when unknown.', {
          default: -1,
          ignorable: true,
        }),
        isCordoned: bool('5+', 'Whether the directory takes no further replicas.', {
          default: false,
          ignorable: true,
        }),
      }),
      '0+',
      'One entry per directory.',
    ),
  },
})
