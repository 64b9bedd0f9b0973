/**
 * Where this cluster deliberately answers or behaves otherwise than Apache Kafka, for `docs/reference/protocol.md`.
 * A difference that is not here is a bug.
 */
export interface Difference {
  /** The API it shows at, or null where it shows everywhere or nowhere in particular. */
  readonly key: number | null
  readonly text: string
}

export const DIFFERENCES: readonly Difference[] = [
  {
    key: 0,
    text: 'Of a batch the header is checked (length, checksum, magic, counts, producer, times); compressed records are unpacked only where the topic wants another codec, is compacted or stamps its own times. A batch whose checksum is right and whose records are garbage is stored, and consumers find it; Kafka answers INVALID_RECORD.',
  },
  {
    key: 0,
    text: 'Several Produce requests of one connection may be under way at once, in their order; Kafka takes one at a time. Answers come in the order of the requests either way.',
  },
  {
    key: 0,
    text: 'A full disk takes a log directory offline only while another one of the broker is online and has room, and a partition that is being written has another in-sync replica. Otherwise the answer is KAFKA_STORAGE_ERROR until there is space again; Kafka takes the directory offline in any case, and ends the broker with the last one.',
  },
  {
    key: 3,
    text: 'While every broker is fenced, the one that answers names itself; Kafka then names none.',
  },
  {
    key: 32,
    text: 'Configs that this software has no use for are described with the value they have and marked “Reported only”.',
  },
  {
    key: 44,
    text: 'Log levels (BROKER_LOGGER) cannot be changed while a broker runs: INVALID_REQUEST.',
  },
  {
    key: 57,
    text: 'kraft.version stays 0: the voters of the quorum are fixed. Whether a level fits is checked for this controller and the registered brokers, not for the other controllers, which do not register.',
  },
  {
    key: 58,
    text: 'Brokers pass requests of clients on to the controller as they are, without an Envelope: there are no principals to carry.',
  },
  {
    key: 59,
    text: 'Two snapshots of the metadata are kept, and the log is cut at the end of the older one at once; Kafka keeps what metadata.max.retention.bytes and .ms allow. Brokers keep no snapshots: they load them from the controller.',
  },
  {
    key: 63,
    text: 'A broker whose connection to the controller ends counts as gone as soon as its next heartbeat is late, not only when its session has lapsed.',
  },
  {
    key: 66,
    text: 'Patterns of transactional ids are JavaScript expressions of at most 256 characters, where Kafka takes RE2.',
  },
  {
    key: 68,
    text: 'Of several assignments that are equally even and move equally few partitions, the uniform assignor may choose another than Kafka’s; the hash that tells whether a group’s topics have changed is another, too.',
  },
  {
    key: 68,
    text: 'Regular expressions of topics are RE2’s, of at most 8,000 characters and 10,000 instructions; one whose search would take too many steps matches no topic. Kafka sets no limits.',
  },
  {
    key: 71,
    text: 'Client telemetry is served always, in Kafka only with a plugin that takes the metrics. What clients push is checked and dropped.',
  },
  {
    key: 78,
    text: 'Acquired records that follow one another and were delivered equally often are one range of the answer, up to the batch size asked for; Kafka answers one per batch of the log for records that come again.',
  },
  {
    key: 78,
    text: 'A topic id that is not known is answered for its partition with UNKNOWN_TOPIC_ID, in Kafka 4.2 with UNKNOWN_SERVER_ERROR for the whole request and every later one of the session. A group or member that is null or empty is INVALID_REQUEST.',
  },
  {
    key: 79,
    text: 'When the state cannot be stored for a reason that passes, whichever it is, the answer is COORDINATOR_NOT_AVAILABLE; Kafka answers UNKNOWN_SERVER_ERROR for those it does not name.',
  },
  {
    key: 85,
    text: 'Within a state epoch the start offset of a share partition does not go back, whatever is written.',
  },
  {
    key: 90,
    text: 'A partition that does not exist is answered like one without a state; Kafka 4.2 does not answer at all.',
  },
  {
    key: null,
    text: 'A broker that was killed keeps its replicas eligible to lead (KIP-966): what it acknowledged is in the page cache, which outlives the process. Kafka drops them after an unclean end.',
  },
  {
    key: null,
    text: 'The leader recovery state of a partition is always “recovered”.',
  },
  {
    key: null,
    text: 'The local cluster is started with `group.initial.rebalance.delay.ms=0`, with segments of 4 MiB for `__consumer_offsets`, and with internal topics of as many replicas as there are brokers, three at most.',
  },
  {
    key: null,
    text: 'Lowest versions are those of Kafka 4: with `--kafka-version 3.9` and before, versions that Kafka 4 has dropped are not brought back.',
  },
]

/** Why APIs of Kafka are not served, by key. */
export const NOT_SERVED: ReadonlyMap<number, string> = new Map([
  ...[17, 29, 30, 31, 36, 38, 39, 40, 41, 48, 49, 50, 51].map(
    (key) => [key, 'security is not there yet'] as const,
  ),
  [80, 'the voters of the quorum are fixed'],
  [81, 'the voters of the quorum are fixed'],
  [88, 'Streams groups are not there yet'],
  [89, 'Streams groups are not there yet'],
])
