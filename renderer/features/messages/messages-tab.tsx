import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { RecordDetail, RecordPreview } from '#contract/messages'
import { useCurrentPage, useSearchState } from '../../app/navigation.tsx'
import type { TopicTabProps } from '../../app/routes.ts'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { Failure } from '../../domain/describe-error.tsx'
import { useSettings } from '../../domain/settings-context.tsx'
import { copyText } from '../../lib/clipboard.ts'
import { isDate, zoneLabel } from '../../lib/format-time.ts'
import { nowMs } from '../../lib/now.ts'
import { Button } from '../../ui/button.tsx'
import { DataTable, type DataTableHandle } from '../../ui/data-table/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import type { MenuEntry } from '../../ui/menu.tsx'
import { useInspector } from '../../ui/slots.tsx'
import { SplitPane } from '../../ui/split-pane.tsx'
import { hasOtherDay, recordColumns, recordKey } from './columns.tsx'
import { draftOf, EMPTY_DRAFT } from './produce-form.ts'
import { ProducePanel } from './produce-panel.tsx'
import { RecordInspector } from './record-inspector.tsx'
import { endOf, ScanFooter } from './scan-footer.tsx'
import { failedPartitions, leftOutBatches } from './scan-model.ts'
import { exactTexts, requestOf, scanSearch } from './scan-search.ts'
import { ScanToolbar } from './scan-toolbar.tsx'
import { type Scan, useScan } from './use-scan.ts'
import './messages.css'

/** The message browser of one topic, with producing under it. */
export function MessagesTab({ topic, partitionCount }: TopicTabProps) {
  const connectionId = useConnectionId()
  const { settings } = useSettings()
  const [parsed, setSearch] = useSearchState(scanSearch)
  const { href } = useCurrentPage()
  const search = useMemo(() => ({ ...parsed, ...exactTexts(href) }), [parsed, href])
  const [active, setActive] = useState<RecordPreview | null>(null)
  const [draft, setDraft] = useState(EMPTY_DRAFT)
  const grid = useRef<DataTableHandle>(null)
  const inspector = useInspector()
  const openOnMove = useOpenOnMove()
  const onActive = useCallback(
    (row: RecordPreview | null) => {
      setActive(row)
      if (row !== null) openOnMove()
    },
    [openOnMove],
  )
  const request = useMemo(
    () =>
      requestOf(search, {
        connectionId,
        topic,
        partitionCount,
        defaultLimit: settings.scanLimit,
        timeZone: settings.timeZone,
        nowMs: nowMs(),
      }),
    [search, connectionId, topic, partitionCount, settings.scanLimit, settings.timeZone],
  )
  const scan = useScan(request.isReady ? request.input : null)
  const editAsNew = useCallback(
    (record: RecordDetail) => {
      setDraft(draftOf(record))
      setSearch({ produce: true })
    },
    [setSearch],
  )
  return (
    <>
      <ScanToolbar
        search={search}
        onChange={setSearch}
        partitionCount={partitionCount}
        scan={scan}
        problem={request.isReady ? null : request.problem}
        onLeave={() => grid.current?.focus()}
      />
      <SplitPane
        label="Resize producing"
        storageKey="produce"
        sidePosition="bottom"
        initialSize={300}
        minSize={200}
        maxSize={560}
        main={
          // The rows take clicks themselves, and keys: this only adds that a click opens what it chose.
          <div className="scan-grid" onClick={(event) => isOnRow(event) && inspector.setOpen(true)}>
            <RecordGrid
              scan={scan}
              topic={topic}
              isLive={search.from === 'live'}
              isFiltered={search.find !== ''}
              problem={request.isReady ? null : request.problem}
              gridRef={grid}
              onActive={onActive}
              onPreview={inspector.toggle}
              onOpen={() => inspector.setOpen(true)}
              onClearFilter={() => setSearch({ find: '' })}
              onProduce={() => setSearch({ produce: true })}
            />
            <ScanFooter
              scan={scan}
              partitionCount={partitionCount}
              isLive={search.from === 'live'}
              isFiltered={search.find !== ''}
              isNewestFirst={search.from === 'newest'}
              limit={search.limit ?? settings.scanLimit}
            />
          </div>
        }
        side={
          search.produce ? (
            <ProducePanel
              topic={topic}
              partitionCount={partitionCount}
              draft={draft}
              onChange={setDraft}
              onClose={() => setSearch({ produce: false })}
              onSent={() => {
                if (search.from === 'newest') scan.restart()
              }}
              onShow={({ partition, offset }) =>
                setSearch({ from: 'offset', at: String(offset), parts: String(partition), find: '' })
              }
            />
          ) : null
        }
      />
      <RecordInspector topic={topic} row={active} onEditAsNew={editAsNew} />
    </>
  )
}

/** Whether a plain click was on a row of the grid: not on its header, and not the end of marking text. */
function isOnRow(event: React.MouseEvent): boolean {
  const isOnBody =
    event.target instanceof Element && event.target.closest('.table-body [role="row"]') !== null
  return isOnBody && !event.shiftKey && document.getSelection()?.isCollapsed !== false
}

/** Moving to a row opens the inspector, until it is closed: who closes it wants the room. */
function useOpenOnMove(): () => void {
  const { isOpen, setOpen } = useInspector()
  const wasOpen = useRef(isOpen)
  const isDismissed = useRef(false)
  useEffect(() => {
    isDismissed.current = wasOpen.current && !isOpen
    wasOpen.current = isOpen
  }, [isOpen])
  return useCallback(() => {
    if (!isDismissed.current) setOpen(true)
  }, [setOpen])
}

interface RecordGridProps {
  readonly scan: Scan
  readonly topic: string
  readonly isLive: boolean
  readonly isFiltered: boolean
  readonly problem: string | null
  readonly gridRef: React.Ref<DataTableHandle>
  readonly onActive: (row: RecordPreview | null) => void
  readonly onPreview: () => void
  readonly onOpen: () => void
  readonly onClearFilter: () => void
  readonly onProduce: () => void
}

function RecordGrid(props: RecordGridProps) {
  const { scan, topic, gridRef, onActive, onPreview, onOpen } = props
  const { settings } = useSettings()
  const { isOpen: isInspectorOpen } = useInspector()
  const { rows } = scan.model
  const hasDates = useMemo(() => hasOtherDay(rows, settings.timeZone, nowMs()), [rows, settings.timeZone])
  const columns = useMemo(
    () => recordColumns({ zone: zoneLabel(settings.timeZone, nowMs()), isInspectorOpen, hasDates }),
    [settings.timeZone, isInspectorOpen, hasDates],
  )
  const rowMenu = useCallback((row: RecordPreview) => recordMenu(topic, row, onOpen), [topic, onOpen])
  return (
    <DataTable
      ref={gridRef}
      label={`Records of ${topic}`}
      rows={scan.model.rows}
      rowKey={recordKey}
      columns={columns}
      storageKey="records"
      isLoading={
        (scan.state === 'running' || (scan.state === 'idle' && props.problem === null)) &&
        scan.model.rows.length === 0 &&
        !props.isLive
      }
      onActiveChange={onActive}
      onPreview={onPreview}
      onOpen={onOpen}
      rowMenu={rowMenu}
      copyText={({ value }) => value.text}
      error={
        scan.state === 'failed' && scan.model.rows.length === 0 ? (
          <Failure what="Records" error={scan.error} onRetry={scan.restart} />
        ) : undefined
      }
      empty={<NoRecords {...props} />}
    />
  )
}

function recordMenu(topic: string, row: RecordPreview, onOpen: () => void): readonly MenuEntry[] {
  const address = `${topic}-${row.partition}@${row.offset}`
  return [
    { id: 'open', label: 'Open in the inspector', shortcut: 'Enter', onSelect: onOpen },
    'divider',
    { id: 'copy-value', label: 'Copy value', onSelect: () => void copyText(row.value.text) },
    { id: 'copy-key', label: 'Copy key', onSelect: () => void copyText(row.key.text) },
    { id: 'copy-address', label: 'Copy address', onSelect: () => void copyText(address) },
    {
      id: 'copy-time',
      label: 'Copy time',
      onSelect: () => void copyText(copiedTime(row.timestampMs)),
    },
  ]
}

/** As a date where it is one. */
function copiedTime(timestampMs: number): string {
  return isDate(timestampMs) ? new Date(timestampMs).toISOString() : String(timestampMs)
}

/** Why there is nothing: not asked yet, waiting, filtered away, or really empty. */
function NoRecords({ scan, topic, isLive, isFiltered, problem, onClearFilter, onProduce }: RecordGridProps) {
  if (problem !== null) return <EmptyState title="Where to read from">{problem}</EmptyState>
  if (isLive && scan.state === 'running') {
    return (
      <EmptyState title="Waiting for records">
        What is written to {topic} from now on appears here.
      </EmptyState>
    )
  }
  if (scan.state === 'running') return <EmptyState title="Reading">Nothing was found so far.</EmptyState>
  const failed = failedPartitions(scan.model)
  if (isFiltered) {
    return (
      <EmptyState
        title={failed.length > 0 ? 'Nothing found in what could be read' : 'No record contains that'}
        action={<Button onClick={onClearFilter}>Clear the filter</Button>}
      >
        {scan.model.end === 'end'
          ? `The chosen range was ${endOf(scan)}.`
          : 'Only part of the range was read: read on, or start elsewhere.'}
      </EmptyState>
    )
  }
  if (failed.length > 0) {
    const isNothing = scan.model.partitions.every(({ error }) => error !== null)
    return (
      <EmptyState
        title={isNothing ? 'Nothing could be read' : 'No records in what could be read'}
        action={<Button onClick={scan.restart}>Try again</Button>}
      >
        {isNothing ? `Whether ${topic} has records is not known.` : 'There may be records in the others.'}
      </EmptyState>
    )
  }
  if (scan.state === 'idle') return null
  if (scan.model.end !== 'end') {
    return <EmptyState title="Stopped">The chosen range was not read to its end.</EmptyState>
  }
  return (
    <EmptyState title="No records here" action={<Button onClick={onProduce}>Produce one</Button>}>
      {leftOutBatches(scan.model).length === 0
        ? `${topic} has no records in the chosen range.`
        : `${topic} has no records in the chosen range that can be decoded.`}
    </EmptyState>
  )
}
