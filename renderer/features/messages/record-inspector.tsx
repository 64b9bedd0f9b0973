import { useQuery } from '@tanstack/react-query'
import { CopyPlus } from 'lucide-react'
import { Fragment, useState } from 'react'
import type { RecordDetail, RecordPreview } from '#contract/messages'
import { useClient } from '../../bridge/client-context.tsx'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { Failure } from '../../domain/describe-error.tsx'
import { PayloadText } from '../../domain/payload-text.tsx'
import { Bytes, OffsetText, Timestamp } from '../../domain/values.tsx'
import { Button } from '../../ui/button.tsx'
import { Properties } from '../../ui/page.tsx'
import { Skeleton, useDelayed } from '../../ui/skeleton.tsx'
import { Inspector } from '../../ui/slots.tsx'
import { TabPanel, Tabs } from '../../ui/tabs.tsx'
import { bytesOfBase64, hexRows } from './hex.ts'
import { PayloadView } from './payload-view.tsx'
import { recordQuery } from './queries.ts'

type Face = 'value' | 'key' | 'headers' | 'meta'

export interface RecordInspectorProps {
  readonly topic: string
  readonly row: RecordPreview | null
  readonly onEditAsNew: (record: RecordDetail) => void
}

/** The active record in full: value, key, headers, and what the log knows of it. */
export function RecordInspector({ topic, row, onEditAsNew }: RecordInspectorProps) {
  if (row === null) {
    return (
      <Inspector title="Record">
        <p className="inspector-body muted">
          Click a record, or move to it with the arrows, to read it here.
        </p>
      </Inspector>
    )
  }
  return (
    <Inspector
      title={
        <span className="mono">
          {topic}-{row.partition}@{row.offset}
        </span>
      }
    >
      <RecordFaces key={`${row.partition}@${row.offset}`} topic={topic} row={row} onEditAsNew={onEditAsNew} />
    </Inspector>
  )
}

function RecordFaces({ topic, row, onEditAsNew }: RecordInspectorProps & { readonly row: RecordPreview }) {
  const client = useClient()
  const connectionId = useConnectionId()
  const [face, setFace] = useState<Face>('value')
  const record = useQuery(
    recordQuery(client, connectionId, { topic, partition: row.partition, offset: row.offset }),
  )
  const isLate = useDelayed(record.isPending)
  if (record.isError) {
    return <Failure what="The record" error={record.error} onRetry={() => void record.refetch()} />
  }
  return (
    <div className="record">
      <Tabs
        id="record"
        label="Parts of the record"
        value={face}
        options={[
          { value: 'value', label: 'Value' },
          { value: 'key', label: 'Key' },
          { value: 'headers', label: 'Headers', count: row.headerCount },
          { value: 'meta', label: 'Meta' },
        ]}
        onChange={setFace}
      />
      <TabPanel id="record" value={face}>
        <div className="record-face">
          {record.data !== undefined ? (
            <RecordFace face={face} record={record.data} />
          ) : (
            isLate && <Skeleton />
          )}
        </div>
      </TabPanel>
      <div className="record-actions">
        <Button
          isSmall
          icon={<CopyPlus size={13} />}
          disabledReason={record.data === undefined ? 'The record is being read.' : null}
          onClick={() => {
            if (record.data !== undefined) onEditAsNew(record.data)
          }}
        >
          Edit as new
        </Button>
      </div>
    </div>
  )
}

function RecordFace({ face, record }: { readonly face: Face; readonly record: RecordDetail }) {
  const fileName = `${record.topic}-${record.partition}-${record.offset}`
  switch (face) {
    case 'value':
      return <PayloadView payload={record.value} what="value" fileName={fileName} />
    case 'key':
      return <PayloadView payload={record.key} what="key" fileName={`${fileName}-key`} />
    case 'headers':
      return <Headers record={record} fileName={fileName} />
    case 'meta':
      return <Meta record={record} />
  }
}

/** Characters of a header's value in the table; the whole is a click away. */
const MAX_HEADER_CHARACTERS = 200

/** Names and values in a table; a value opens to its forms, to be copied and saved, when it is clicked. */
function Headers({ record, fileName }: { readonly record: RecordDetail; readonly fileName: string }) {
  const [opened, setOpened] = useState<number | null>(null)
  if (record.headers.length === 0) return <p className="muted">The record has no headers.</p>
  return (
    <table className="record-headers">
      <tbody>
        {/* Keys of headers may repeat: a header is known by its place. */}
        {record.headers.map((header, index) => (
          <Fragment key={index}>
            <tr>
              <th scope="row" className="mono">
                {header.key}
              </th>
              <td>
                <button
                  type="button"
                  className="record-header-open"
                  aria-expanded={opened === index}
                  title="Other forms, copy and save"
                  onClick={() => setOpened(opened === index ? null : index)}
                >
                  <HeaderValue value={header.value} />
                </button>
              </td>
            </tr>
            {opened === index && (
              <tr>
                <td colSpan={2}>
                  <PayloadView
                    payload={header.value}
                    what={`header ${header.key}`}
                    fileName={`${fileName}-header-${index}`}
                  />
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}

/** Null, empty and bytes that are no text are told apart by their words. */
function HeaderValue({ value }: { readonly value: RecordDetail['headers'][number]['value'] }) {
  const text =
    value.text ?? hexRows(bytesOfBase64(value.base64 ?? '').subarray(0, 32), 32)[0]?.hex.trim() ?? ''
  const isTruncated = text.length > MAX_HEADER_CHARACTERS || (value.text === null && value.sizeBytes > 32)
  return (
    <PayloadText kind={value.kind} text={text.slice(0, MAX_HEADER_CHARACTERS)} isTruncated={isTruncated} />
  )
}

function Meta({ record }: { readonly record: RecordDetail }) {
  return (
    <Properties
      items={[
        [
          'Topic',
          <span key="topic" className="mono">
            {record.topic}
          </span>,
        ],
        ['Partition', record.partition],
        ['Offset', <OffsetText key="offset" value={record.offset} />],
        ['Time', <Timestamp key="time" ms={record.timestampMs} form="full" />],
        ['Set by', record.timestampType === 'createTime' ? 'the producer' : 'the broker'],
        ['Size', <Bytes key="size" value={record.sizeBytes} />],
        ['Compression', record.compression],
        ['Leader epoch', record.leaderEpoch],
        ['Producer id', record.producerId < 0 ? 'not idempotent' : record.producerId],
        ['Transactional', record.isTransactional ? 'yes' : 'no'],
      ]}
    />
  )
}
