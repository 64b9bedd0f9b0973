/** kcat, which is librdkafka 2: the client most other languages stand on. */
import { afterEach, describe, expect, it } from 'vitest'
import { hasKcat, kcat, killAll, member } from './kcat.ts'
import { freshName, until, useCluster } from './wire-cluster.ts'

afterEach(killAll)

describe.skipIf(!hasKcat)('kcat (librdkafka)', () => {
  const { bootstrap } = useCluster()

  it('lists the cluster', async () => {
    const { code, stdout } = await kcat(['-b', bootstrap(), '-L'])
    expect(code).toBe(0)
    expect(stdout).toContain('3 brokers:')
  })

  it('makes a topic by producing to it', async () => {
    const topic = freshName('kcat-auto')
    const { code, stderr } = await kcat(['-b', bootstrap(), '-P', '-t', topic], 'one\ntwo\n')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const { stdout } = await kcat(['-b', bootstrap(), '-C', '-t', topic, '-e', '-q'])
    expect(stdout).toBe('one\ntwo\n')
  })

  it.each(['none', 'gzip', 'snappy', 'lz4', 'zstd'])(
    'produces with %s, idempotently, and reads the same back',
    async (codec) => {
      const topic = freshName('kcat-codec')
      const lines = Array.from({ length: 5_000 }, (_, index) => `k${index}:${'Lisboa '.repeat(10)}${index}`)
      const produced = await kcat(
        [
          '-b',
          bootstrap(),
          '-P',
          '-t',
          topic,
          '-p',
          '0',
          '-K:',
          '-z',
          codec,
          '-X',
          'enable.idempotence=true',
          '-X',
          'acks=all',
        ],
        `${lines.join('\n')}\n`,
      )
      expect(produced.code, produced.stderr).toBe(0)
      const { stdout } = await kcat(['-b', bootstrap(), '-C', '-t', topic, '-K:', '-e', '-q'])
      expect(stdout.trimEnd().split('\n')).toEqual(lines)
    },
  )

  it('carries headers, tombstones and timestamps', async () => {
    const topic = freshName('kcat-record')
    await kcat(['-b', bootstrap(), '-P', '-t', topic, '-K:', '-Z', '-H', 'trace=abc'], 'key:\n')
    const { stdout } = await kcat(['-b', bootstrap(), '-C', '-t', topic, '-e', '-q', '-f', '%k|%S|%h|%o\n'])
    expect(stdout).toBe('key|-1|trace=abc|0\n')
  })

  it('finds offsets by time', async () => {
    const topic = freshName('kcat-time')
    await kcat(['-b', bootstrap(), '-P', '-t', topic, '-p', '0'], 'one\n')
    const { stdout } = await kcat(['-b', bootstrap(), '-Q', '-t', `${topic}:0:-1`])
    expect(stdout).toContain('offset 1')
  })

  it('shares partitions in a group of two, rebalances, commits and resumes', async () => {
    const topic = freshName('kcat-group')
    const group = freshName('kcat-group-id')
    for (const partition of [0, 1, 2, 3]) {
      // The topic is made with one partition by auto-creation; a wider one needs an admin client.
      if (partition === 0) await makeTopic(topic, 4)
      await kcat(['-b', bootstrap(), '-P', '-t', topic, '-p', String(partition)], 'a\nb\nc\nd\ne\n')
    }
    const args = [
      '-b',
      bootstrap(),
      '-u',
      '-X',
      'auto.offset.reset=earliest',
      '-X',
      'session.timeout.ms=6000',
      '-X',
      'heartbeat.interval.ms=500',
      '-X',
      'auto.commit.interval.ms=200',
      '-f',
      '%p:%o\n',
      '-G',
      group,
      topic,
    ]
    const first = member(args)
    await until('the first member reads all', () => first.lines.length === 20)
    const second = member(args)
    await until('the second member is given partitions', () => /assigned: .*\[\d\]/.test(second.log()))
    for (const partition of [0, 1, 2, 3])
      await kcat(['-b', bootstrap(), '-P', '-t', topic, '-p', String(partition)], 'f\n')
    await until(
      'the rest is shared',
      () => first.lines.length + second.lines.length >= 24 && second.lines.length === 2,
    )
    await first.stop()
    await second.stop()
    await kcat(['-b', bootstrap(), '-P', '-t', topic, '-p', '2'], 'g\n')
    const third = member(args)
    await until('it resumes where the group was', () => third.lines.length > 0)
    await third.stop()
    expect(third.lines).toEqual(['2:6'])
  })

  async function makeTopic(topic: string, partitionCount: number): Promise<void> {
    const { KafkaClient, nodeClientRuntime } = await import('#broker')
    const client = new KafkaClient({
      bootstrapServers: bootstrap().split(','),
      clientId: 'wire-test',
      runtime: nodeClientRuntime,
    })
    await client.admin.createTopics([{ name: topic, partitionCount, replicationFactor: -1 }])
    await client.close()
  }
})
