import { MIB } from '../base/units.ts'
import {
  boolean,
  className,
  type DefinitionOptions,
  int,
  list,
  long,
  MAX_INT32,
  MAX_LONG,
  password,
  string,
} from './definition.ts'

/** Broker configs about listeners, connections, requests, security and metrics. */

function clusterWide(options: DefinitionOptions = {}): DefinitionOptions {
  return { update: 'cluster-wide', ...options }
}

function perBroker(options: DefinitionOptions = {}): DefinitionOptions {
  return { update: 'per-broker', ...options }
}

const PEM_TYPES = ['JKS', 'PKCS12', 'PEM']

export const brokerNetworkConfigs = [
  string(
    'advertised.listeners',
    null,
    'Addresses told to clients, as NAME://host:port; unset means the same as listeners.',
    perBroker(),
  ),
  list(
    'listeners',
    'PLAINTEXT://:9092',
    'Addresses the broker listens on, as NAME://host:port.',
    perBroker(),
  ),
  string(
    'listener.security.protocol.map',
    'PLAINTEXT:PLAINTEXT,SSL:SSL,SASL_PLAINTEXT:SASL_PLAINTEXT,SASL_SSL:SASL_SSL',
    'Security protocol of each listener name.',
    perBroker({ since: '0.10.2' }),
  ),
  string('inter.broker.listener.name', null, 'Listener that brokers use among themselves.', {
    since: '0.10.2',
  }),
  string(
    'security.inter.broker.protocol',
    'PLAINTEXT',
    'Security protocol among brokers where no listener name is set.',
    {
      oneOf: ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'],
      since: '0.9',
    },
  ),
  string('controller.listener.names', null, 'Listeners of the controller.', { since: '3.0' }),
  string(
    'control.plane.listener.name',
    null,
    'Listener for requests of the controller. Not used with KRaft.',
    { since: '2.2' },
  ),
  int('socket.request.max.bytes', 100 * MIB, 'Largest request; a larger one closes the connection.', {
    min: 1,
  }),
  int(
    'socket.send.buffer.bytes',
    102_400,
    'Send buffer of a socket; -1 is the system’s default. Reported only.',
  ),
  int(
    'socket.receive.buffer.bytes',
    102_400,
    'Receive buffer of a socket; -1 is the system’s default. Reported only.',
  ),
  int('socket.listen.backlog.size', 50, 'Connections that may wait to be accepted.', {
    min: 1,
    since: '3.2',
  }),
  long(
    'connections.max.idle.ms',
    600_000,
    'Milliseconds without traffic after which a connection is closed.',
  ),
  long('connections.max.reauth.ms', 0, 'Longest life of a SASL session in milliseconds; 0 is no limit.', {
    since: '2.2',
  }),
  int(
    'connection.failed.authentication.delay.ms',
    100,
    'Milliseconds a connection stays open after authentication failed.',
    { min: 0, since: '2.1' },
  ),
  int('max.connections', MAX_INT32, 'Most connections of the broker.', clusterWide({ min: 0, since: '2.4' })),
  int('max.connections.per.ip', MAX_INT32, 'Most connections from one address.', clusterWide({ min: 0 })),
  string(
    'max.connections.per.ip.overrides',
    '',
    'Addresses with a limit of their own, as host:limit.',
    clusterWide(),
  ),
  int(
    'max.connection.creation.rate',
    MAX_INT32,
    'Most connections made per second.',
    clusterWide({ min: 0, since: '2.7' }),
  ),
  int('queued.max.requests', 500, 'Requests that may wait before the network stops reading.', { min: 1 }),
  long('queued.max.request.bytes', -1, 'Bytes of requests that may wait; -1 is no limit.', { since: '1.0' }),
  int(
    'num.network.threads',
    3,
    'Network threads. Reported only: a broker here is one thread.',
    clusterWide({ min: 1 }),
  ),
  int(
    'num.io.threads',
    8,
    'Request threads. Reported only: a broker here is one thread.',
    clusterWide({ min: 1 }),
  ),
  int('background.threads', 10, 'Threads for background work. Reported only.', clusterWide({ min: 1 })),
  int('request.timeout.ms', 30_000, 'Milliseconds a client of the broker waits for an answer.'),
  int('fetch.max.bytes', 55 * MIB, 'Most bytes a fetch answers.', { min: 1024, since: '2.5' }),
  int('max.incremental.fetch.session.cache.slots', 1_000, 'Fetch sessions kept.', { min: 0, since: '1.1' }),
  int('max.request.partition.size.limit', 2_000, 'Most partitions in an answer of DescribeTopicPartitions.', {
    min: 1,
    since: '3.8',
  }),
  className(
    'authorizer.class.name',
    '',
    'Who decides what a principal may do; empty: everybody may do everything.',
    { since: '0.9' },
  ),
  className(
    'principal.builder.class',
    'org.apache.kafka.common.security.authenticator.DefaultKafkaPrincipalBuilder',
    'Makes the principal of a connection.',
    perBroker({ since: '0.9' }),
  ),
  string('super.users', '', 'Principals that may do everything, separated by semicolons.', { since: '0.9' }),
  boolean('allow.everyone.if.no.acl.found', false, 'Whether a resource without ACLs is open to everybody.', {
    since: '0.9',
  }),
  string('early.start.listeners', null, 'Listeners that open before the broker is ready.', { since: '3.3' }),
  list('sasl.enabled.mechanisms', 'GSSAPI', 'SASL mechanisms clients may use.', perBroker({ since: '0.10' })),
  string(
    'sasl.mechanism.inter.broker.protocol',
    'GSSAPI',
    'SASL mechanism among brokers.',
    perBroker({ since: '0.10' }),
  ),
  string('sasl.mechanism.controller.protocol', 'GSSAPI', 'SASL mechanism towards the controller.', {
    since: '3.0',
  }),
  password('sasl.jaas.config', null, 'Login of a SASL listener.', perBroker({ since: '1.1' })),
  int('sasl.server.max.receive.size', 524_288, 'Largest SASL message before authentication.', {
    since: '3.4',
  }),
  className('sasl.server.callback.handler.class', null, 'Handles SASL callbacks of a listener.', {
    since: '2.0',
  }),
  string(
    'ssl.client.auth',
    'none',
    'Whether TLS clients must show a certificate.',
    perBroker({ oneOf: ['required', 'requested', 'none'], since: '0.9' }),
  ),
  list(
    'ssl.cipher.suites',
    '',
    'TLS cipher suites; empty: those of the runtime.',
    perBroker({ since: '0.9' }),
  ),
  list('ssl.enabled.protocols', 'TLSv1.2,TLSv1.3', 'TLS versions offered.', perBroker({ since: '0.9' })),
  string('ssl.protocol', 'TLSv1.3', 'TLS version preferred.', perBroker({ since: '0.9' })),
  string(
    'ssl.endpoint.identification.algorithm',
    'https',
    'How the name of a server is checked; empty: not at all.',
    perBroker({ since: '0.9' }),
  ),
  password('ssl.key.password', null, 'Password of the private key.', perBroker({ since: '0.9' })),
  string('ssl.keystore.location', null, 'File of the key and certificate.', perBroker({ since: '0.9' })),
  password('ssl.keystore.password', null, 'Password of the key store.', perBroker({ since: '0.9' })),
  string(
    'ssl.keystore.type',
    'JKS',
    'Format of the key store.',
    perBroker({ oneOf: PEM_TYPES, since: '0.9' }),
  ),
  password('ssl.keystore.key', null, 'Private key in PEM form.', perBroker({ since: '2.7' })),
  password('ssl.keystore.certificate.chain', null, 'Certificates in PEM form.', perBroker({ since: '2.7' })),
  string('ssl.truststore.location', null, 'File of the trusted certificates.', perBroker({ since: '0.9' })),
  password('ssl.truststore.password', null, 'Password of the trust store.', perBroker({ since: '0.9' })),
  string(
    'ssl.truststore.type',
    'JKS',
    'Format of the trust store.',
    perBroker({ oneOf: PEM_TYPES, since: '0.9' }),
  ),
  password(
    'ssl.truststore.certificates',
    null,
    'Trusted certificates in PEM form.',
    perBroker({ since: '2.7' }),
  ),
  string('ssl.principal.mapping.rules', 'DEFAULT', 'How the name in a certificate becomes a principal.', {
    since: '2.2',
  }),
  list(
    'metric.reporters',
    'org.apache.kafka.common.metrics.JmxReporter',
    'Classes told about metrics. Reported only.',
    clusterWide(),
  ),
  int('metrics.num.samples', 2, 'Samples a metric is made from.', { min: 1 }),
  long('metrics.sample.window.ms', 30_000, 'Milliseconds of one sample.', { min: 1 }),
  string('metrics.recording.level', 'INFO', 'Least level of metrics recorded.', { since: '0.10.2' }),
  long('telemetry.max.bytes', MIB, 'Most bytes of a client’s telemetry push.', { min: 1, since: '3.7' }),
  int('quota.window.num', 11, 'Samples a client quota is measured over.', { min: 1 }),
  int('quota.window.size.seconds', 1, 'Seconds of one sample of a client quota.', { min: 1 }),
  int('replication.quota.window.num', 11, 'Samples a replication quota is measured over.', { min: 1 }),
  int('replication.quota.window.size.seconds', 1, 'Seconds of one sample of a replication quota.', {
    min: 1,
  }),
  int('controller.quota.window.num', 11, 'Samples a controller quota is measured over.', {
    min: 1,
    since: '2.7',
  }),
  int('controller.quota.window.size.seconds', 1, 'Seconds of one sample of a controller quota.', {
    min: 1,
    since: '2.7',
  }),
  long(
    'leader.replication.throttled.rate',
    MAX_LONG,
    'Bytes per second throttled replicas may read from this leader.',
    perBroker({ min: 0 }),
  ),
  long(
    'follower.replication.throttled.rate',
    MAX_LONG,
    'Bytes per second throttled replicas of this broker may fetch.',
    perBroker({ min: 0 }),
  ),
  long(
    'replica.alter.log.dirs.io.max.bytes.per.second',
    MAX_LONG,
    'Bytes per second for moving replicas between directories.',
    perBroker({ min: 0, since: '1.1' }),
  ),
]
