import { describe, expect, it } from 'vitest'
import { MemoryDisk } from '../testing/memory-disk.ts'
import {
  formatEpochCheckpoint,
  formatOffsetCheckpoint,
  parseEpochCheckpoint,
  parseOffsetCheckpoint,
  readMetaProperties,
  readPartitionMetadata,
  writeMetaProperties,
} from './checkpoint.ts'
import { parsePartitionDirectoryName, parseSegmentFileName, segmentFileName } from './segment-names.ts'

describe('checkpoints', () => {
  it('round-trip offsets, also of topics with dashes', () => {
    const text = formatOffsetCheckpoint([
      ['my-topic-12', 5],
      ['a.b_c-0', 0],
    ])
    expect(text).toBe('0\n2\nmy-topic 12 5\na.b_c 0 0\n')
    expect(parseOffsetCheckpoint(text)).toEqual(
      new Map([
        ['my-topic-12', 5],
        ['a.b_c-0', 0],
      ]),
    )
  })

  it('are refused when damaged', () => {
    for (const text of [
      '',
      '1\n0\n',
      '0\n',
      '0\n2\na 0 1\n',
      '0\n1\na 0\n',
      '0\n1\na 0 -1\n',
      '0\n1\na 0 99999999999999999999\n',
      '0\n-1\n',
    ]) {
      expect(parseOffsetCheckpoint(text), JSON.stringify(text)).toBeNull()
    }
    for (const text of ['0\n2\n1 0\n1 5\n', '0\n2\n1 5\n2 5\n', '0\n2\n2 0\n1 5\n', '0\n1\nx 0\n']) {
      expect(parseEpochCheckpoint(text), JSON.stringify(text)).toBeNull()
    }
  })

  it('round-trip leader epochs', () => {
    const entries = [
      { epoch: 0, startOffset: 0 },
      { epoch: 4, startOffset: 17 },
    ]
    expect(formatEpochCheckpoint(entries)).toBe('0\n2\n0 0\n4 17\n')
    expect(parseEpochCheckpoint(formatEpochCheckpoint(entries))).toEqual(entries)
  })

  it('round-trip meta.properties, comments and line ends of Windows included', () => {
    const disk = new MemoryDisk()
    disk.makeDirectory('/data')
    expect(readMetaProperties(disk, '/data')).toBeNull()
    const properties = { clusterId: 'abc=', nodeId: 2, directoryId: 'dir' }
    writeMetaProperties(disk, '/data', properties)
    expect(readMetaProperties(disk, '/data')).toEqual(properties)
    disk.replaceFile(
      '/data/meta.properties',
      Buffer.from('#x\r\nversion=1\r\ncluster.id=c\r\nnode.id=1\r\ndirectory.id=d\r\n'),
    )
    expect(readMetaProperties(disk, '/data')).toEqual({ clusterId: 'c', nodeId: 1, directoryId: 'd' })
    disk.replaceFile('/data/meta.properties', Buffer.from('version=1\nnode.id=x\n'))
    expect(readMetaProperties(disk, '/data')).toBeNull()
    expect(readPartitionMetadata(disk, '/data')).toBeNull()
  })
})

describe('file names', () => {
  it('are Kafka’s', () => {
    expect(segmentFileName(42, 'timeindex')).toBe('00000000000000000042.timeindex')
    expect(parseSegmentFileName('00000000000000000042.log', 'log')).toBe(42)
    expect(parseSegmentFileName('00000000000000000042.log', 'index')).toBeNull()
    expect(parseSegmentFileName('99999999999999999999.log', 'log')).toBeNull()
    expect(parseSegmentFileName('42.log', 'log')).toBeNull()
  })

  it('of directories split at the last dash', () => {
    expect(parsePartitionDirectoryName('my-topic-7')).toEqual({ topic: 'my-topic', partition: 7 })
    for (const name of ['topic', 'topic-', 'topic-x', 'topic-01', 'topic-0.abc-delete', 'to pic-0', '-1']) {
      expect(parsePartitionDirectoryName(name), name).toBeNull()
    }
  })
})
