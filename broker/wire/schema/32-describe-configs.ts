import { errorCode, errorMessage, throttleTimeMs } from './shared-fields.ts'
import { api, array, bool, int8, string, struct } from './vocabulary.ts'

/** Configurations of topics, brokers and groups, with where each value comes from. */
export const describeConfigs = api({
  key: 32,
  name: 'DescribeConfigs',
  doc: 'Reads the configurations of topics, brokers and groups.',
  versions: '1-4',
  flexible: '4+',
  notes: {
    1: 'Synonyms and sources (KIP-226).',
    2: 'The response is sent before the client is throttled (KIP-219).',
    3: 'Types and documentation (KIP-569).',
  },
  errors: [
    'UNKNOWN_TOPIC_OR_PARTITION',
    'INVALID_TOPIC_EXCEPTION',
    'INVALID_REQUEST',
    'TOPIC_AUTHORIZATION_FAILED',
    'CLUSTER_AUTHORIZATION_FAILED',
  ],
  request: {
    resources: array(
      struct({
        resourceType: int8(
          '0+',
          'What is named: 2 topic, 4 broker, 8 broker logger, 16 client metrics, 32 group.',
        ),
        resourceName: string('0+', 'The topic, broker id or group; empty for the default of all brokers.'),
        configurationKeys: array(string(), '0+', 'Configurations wanted; null for all.', {
          nullable: '0+',
          default: null,
        }),
      }),
      '0+',
      'What to describe.',
    ),
    includeSynonyms: bool('1+', 'Whether to tell the values that were overruled.', { default: false }),
    includeDocumentation: bool('3+', 'Whether to tell what each configuration means.', {
      default: false,
      ignorable: true,
    }),
  },
  response: {
    throttleTimeMs: throttleTimeMs('0+'),
    results: array(
      struct({
        errorCode: errorCode('0+', 'the resource'),
        errorMessage: errorMessage('0+'),
        resourceType: int8('0+', 'What is named.'),
        resourceName: string('0+', 'Its name.'),
        configs: array(
          struct({
            name: string('0+', 'The configuration.'),
            value: string('0+', 'Its value; null when it is sensitive or has none.', { nullable: '0+' }),
            readOnly: bool('0+', 'Whether it cannot be changed at run time.'),
            configSource: int8(
              '1+',
              'Where the value comes from: 1 topic, 2 broker, 3 all brokers, 4 file, 5 default, 6 logger, 7 client metrics, 8 group.',
              { default: -1, ignorable: true },
            ),
            isSensitive: bool('0+', 'Whether the value is hidden.'),
            synonyms: array(
              struct({
                name: string('1+', 'The configuration.'),
                value: string('1+', 'Its value.', { nullable: '1+' }),
                source: int8('1+', 'Where the value comes from.'),
              }),
              '1+',
              'The values in order of precedence.',
              { ignorable: true },
            ),
            configType: int8(
              '3+',
              'Type: 1 boolean, 2 string, 3 int, 4 short, 5 long, 6 double, 7 list, 8 class, 9 password; 0 unknown.',
              { default: 0, ignorable: true },
            ),
            documentation: string('3+', 'What the configuration means.', {
              nullable: '3+',
              default: null,
              ignorable: true,
            }),
          }),
          '0+',
          'The configurations.',
        ),
      }),
      '0+',
      'One entry per resource.',
    ),
  },
})
