import { describe, expect, it } from 'vitest'
import { SeededRandom } from '../base/random.ts'
import { append, openTestLog, readAll, TEST_LOG_DIRECTORY } from '../testing/log-fixture.ts'
import type { MemoryDisk } from '../testing/memory-disk.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { splitBatches } from '../wire/record-batch.ts'

const CONFIG = { segmentBytes: 500, indexIntervalBytes: 100 }
const producer = (baseSequence: number) => ({ producerId: 7, producerEpoch: 0, baseSequence })

function logFiles(disk: MemoryDisk): string[] {
  return disk
    .list(TEST_LOG_DIRECTORY)
    .map((entry) => `${TEST_LOG_DIRECTORY}/${entry.name}`)
    .filter((path) => path.endsWith('.log'))
}

describe('recovery after a kill', () => {
  it('at every byte written keeps what was acknowledged and nothing half-written', () => {
    const total = (() => {
      const { log, disk } = openTestLog({ config: CONFIG })
      disk.bytesUntilKill = 1_000_000
      for (let index = 0; index < 12; index += 1) append(log, [`value-${index}`], producer(index))
      return 1_000_000 - disk.bytesUntilKill
    })()
    expect(total).toBeGreaterThan(900)
    for (let killAt = 0; killAt < total; killAt += 1) {
      const { log, disk } = openTestLog({ config: CONFIG })
      disk.bytesUntilKill = killAt
      let acknowledged = 0
      try {
        for (; acknowledged < 12; acknowledged += 1)
          append(log, [`value-${acknowledged}`], producer(acknowledged))
      } catch (error) {
        expect(error).toBeInstanceOf(KafkaError)
      }
      const recovered = openTestLog({ disk: disk.clone(), config: CONFIG }).log
      const values = readAll(recovered).map((record) => record.value)
      // The batch in flight may have been written whole without being acknowledged.
      expect([acknowledged, acknowledged + 1], `killed at byte ${killAt}`).toContain(values.length)
      expect(values).toEqual(Array.from({ length: values.length }, (_, index) => `value-${index}`))
      const next = append(recovered, ['next'], producer(values.length))
      expect(next, `killed at byte ${killAt}`).toMatchObject({
        firstOffset: values.length,
        isDuplicate: false,
      })
      expect(append(recovered, [`value-${values.length - 1}`], producer(values.length)).isDuplicate).toBe(
        true,
      )
    }
  })

  it('with the file cut at every byte keeps a prefix', () => {
    const { log, disk } = openTestLog()
    const ends = Array.from({ length: 5 }, (_, index) => {
      append(log, [`value-${index}`])
      return log.sizeBytes
    })
    const path = `${TEST_LOG_DIRECTORY}/00000000000000000000.log`
    const content = disk.contentOf(path)
    for (let length = 0; length <= content.length; length += 1) {
      const copy = disk.clone()
      copy.overwrite(path, content.subarray(0, length))
      const recovered = openTestLog({ disk: copy }).log
      expect(recovered.logEndOffset, `cut at ${length}`).toBe(ends.filter((end) => end <= length).length)
      expect(copy.contentOf(path).length).toBe(recovered.sizeBytes)
    }
  })

  it.each([
    [900, 1_200_000, 10],
    [1_200_000, 10, 3_500_000, 20],
    [1_048_515, 1_048_516, 1_048_517, 10],
  ])('keeps batches larger than what is read at once: %d, %d, %d…', (...sizes) => {
    const config = { maxMessageBytes: 20_000_000 }
    const { log, disk } = openTestLog({ config })
    for (const size of sizes) append(log, ['x'.repeat(size)])
    const recovered = openTestLog({ disk: disk.clone(), config }).log
    expect(recovered.logEndOffset).toBe(sizes.length)
    expect(readAll(recovered).map(({ value }) => value?.length)).toEqual(sizes)
  })

  it('with any byte damaged keeps a prefix and drops later segments', () => {
    const { log, disk } = openTestLog({ config: CONFIG })
    for (let index = 0; index < 30; index += 1) append(log, [`value-${index}`])
    const random = new SeededRandom(3)
    for (let round = 0; round < 300; round += 1) {
      const copy = disk.clone()
      const files = logFiles(copy)
      const path = files[random.below(files.length)] ?? ''
      const content = copy.contentOf(path)
      // Base offset and leader epoch lie outside the checksum, in Kafka too: a jump there cannot be told
      // from a gap that compaction left.
      const batches = splitBatches(content, 'strict')
      const batch = batches[random.below(batches.length)]
      const at = (batch?.position ?? 0) + 16 + random.below((batch?.sizeBytes ?? 17) - 16)
      content[at] = (content[at] ?? 0) ^ (1 + random.below(255))
      copy.overwrite(path, content)
      const recovered = openTestLog({ disk: copy, config: CONFIG }).log
      const values = readAll(recovered).map((record) => record.value)
      expect(values, `round ${round}`).toEqual(
        Array.from({ length: values.length }, (_, index) => `value-${index}`),
      )
      expect(append(recovered, ['next']).firstOffset).toBe(values.length)
    }
  })

  it('reads only from the recovery point on', () => {
    const { log, disk } = openTestLog({ config: CONFIG })
    for (let index = 0; index < 30; index += 1) append(log, [`value-${index}`])
    const first = logFiles(disk)[0] ?? ''
    disk.readCount = 0
    openTestLog({ disk: disk.clone(), config: CONFIG, recoveryPoint: 30 })
    const content = disk.contentOf(first)
    content[content.length - 1] = (content[content.length - 1] ?? 0) ^ 1
    disk.overwrite(first, content)
    expect(openTestLog({ disk: disk.clone(), config: CONFIG, recoveryPoint: 30 }).log.logEndOffset).toBe(30)
    expect(
      openTestLog({ disk: disk.clone(), config: CONFIG, recoveryPoint: 0 }).log.logEndOffset,
    ).toBeLessThan(30)
  })

  it('ignores zeros and noise behind the last batch', () => {
    const random = new SeededRandom(1)
    for (const tail of [Buffer.alloc(5_000), Buffer.from(random.bytes(3_000)), Buffer.alloc(100, 0xff)]) {
      const { log, disk } = openTestLog()
      append(log, ['a'])
      const path = logFiles(disk)[0] ?? ''
      disk.overwrite(path, Buffer.concat([disk.contentOf(path), tail]))
      const recovered = openTestLog({ disk, config: {} }).log
      expect(readAll(recovered).map((record) => record.value)).toEqual(['a'])
    }
  })

  it('removes leftovers of deletion and compaction', () => {
    const { log, disk } = openTestLog()
    append(log, ['a'])
    for (const name of [
      '00000000000000000000.log.deleted',
      '00000000000000000009.log.cleaned',
      '00000000000000000009.log.swap',
      'x.tmp',
    ]) {
      disk.replaceFile(`${TEST_LOG_DIRECTORY}/${name}`, Buffer.from('rubbish'))
    }
    expect(openTestLog({ disk }).log.logEndOffset).toBe(1)
    expect(
      disk.list(TEST_LOG_DIRECTORY).filter((entry) => /deleted|cleaned|swap|tmp/.test(entry.name)),
    ).toEqual([])
  })

  it('rebuilds leader epochs from the batches when their checkpoint is lost', () => {
    const { log, disk } = openTestLog()
    append(log, ['a'])
    disk.overwrite(`${TEST_LOG_DIRECTORY}/leader-epoch-checkpoint`, Buffer.from('0\n1\nnonsense'))
    expect(openTestLog({ disk }).log.latestLeaderEpoch).toBe(0)
  })
})

describe('opening after a clean shutdown', () => {
  it('trusts the files: no batch body is read', async () => {
    const { log, disk } = openTestLog({ config: CONFIG })
    for (let index = 0; index < 30; index += 1) append(log, [`value-${index}`], producer(index))
    log.advanceHighWatermark(30)
    await log.close()
    expect(disk.openFileCount).toBe(0)
    disk.readCount = 0
    const { log: reopened } = openTestLog({ disk, config: CONFIG, hadCleanShutdown: true, highWatermark: 30 })
    expect(disk.readCount).toBeLessThan(10)
    expect(reopened).toMatchObject({ logEndOffset: 30, highWatermark: 30, recoveryPoint: 30 })
    expect(readAll(reopened).length).toBe(30)
    expect(append(reopened, ['value-29'], producer(29)).isDuplicate).toBe(true)
  })

  it('checks the end anyway: a cut or lengthened last segment is recovered', async () => {
    const { log, disk } = openTestLog()
    for (let index = 0; index < 5; index += 1) append(log, [`value-${index}`])
    await log.close()
    const path = logFiles(disk)[0] ?? ''
    const content = disk.contentOf(path)
    const cut = disk.clone()
    cut.overwrite(path, content.subarray(0, content.length - 3))
    expect(openTestLog({ disk: cut, hadCleanShutdown: true }).log.logEndOffset).toBe(4)
    const longer = disk.clone()
    longer.overwrite(path, Buffer.concat([content, Buffer.from('tail')]))
    const { log: reopened } = openTestLog({ disk: longer, hadCleanShutdown: true })
    append(reopened, ['more'])
    expect(readAll(reopened).length).toBe(6)
  })

  it('rebuilds missing and ragged index files', async () => {
    const { log, disk } = openTestLog({ config: CONFIG })
    for (let index = 0; index < 30; index += 1)
      append(log, [`value-${index}`], { timestampMs: 1_700_000_000_000 + index })
    await log.close()
    for (const entry of disk.list(TEST_LOG_DIRECTORY)) {
      if (entry.name.endsWith('.timeindex')) disk.removeFile(`${TEST_LOG_DIRECTORY}/${entry.name}`)
      if (entry.name.endsWith('.index'))
        disk.overwrite(`${TEST_LOG_DIRECTORY}/${entry.name}`, Buffer.alloc(5, 1))
    }
    const { log: reopened } = openTestLog({ disk, config: CONFIG, hadCleanShutdown: true })
    expect(readAll(reopened, 13)[0]?.offset).toBe(13)
    expect(reopened.findOffsetByTimestamp(1_700_000_000_017)?.offset).toBe(17)
  })

  it('brings checkpoints from elsewhere into the bounds of the log', async () => {
    const { log, disk } = openTestLog()
    append(log, ['a', 'b'])
    await log.close()
    const options = { hadCleanShutdown: true, highWatermark: 50, recoveryPoint: 99 }
    expect(openTestLog({ disk: disk.clone(), ...options }).log).toMatchObject({
      highWatermark: 2,
      logEndOffset: 2,
    })
    const behind = openTestLog({ disk: disk.clone(), ...options, logStartOffset: 40 }).log
    expect(behind).toMatchObject({ logStartOffset: 40, highWatermark: 40, logEndOffset: 40 })
    expect(append(behind, ['c']).firstOffset).toBe(40)
  })
})
