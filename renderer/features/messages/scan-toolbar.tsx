import { Pause, Play, RefreshCw, Send, Square } from 'lucide-react'
import { PartitionPicker } from '../../domain/partition-picker.tsx'
import { formatPartitions, parsePartitions } from '../../domain/partition-picker-text.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { FilterBox } from '../../ui/filter-box.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { ScanSearch, StartKind } from './scan-search.ts'
import type { Scan } from './use-scan.ts'

const STARTS: readonly { readonly value: StartKind; readonly label: string }[] = [
  { value: 'newest', label: 'Newest' },
  { value: 'oldest', label: 'Oldest' },
  { value: 'offset', label: 'From offset' },
  { value: 'time', label: 'From time' },
  { value: 'live', label: 'Live tail' },
]

const ISOLATIONS = [
  { value: 'committed', label: 'Committed' },
  { value: 'uncommitted', label: 'Uncommitted' },
] as const

export interface ScanToolbarProps {
  readonly search: ScanSearch
  readonly onChange: (change: Partial<ScanSearch>) => void
  readonly partitionCount: number
  readonly scan: Scan
  /** What is wrong with the start that was typed. */
  readonly problem: string | null
  readonly onLeave: () => void
}

/** Where to read from, what to look for, and the reading itself. */
export function ScanToolbar(props: ScanToolbarProps) {
  const { search, onChange, partitionCount, scan, problem, onLeave } = props
  return (
    <div className="page-toolbar scan-toolbar">
      <SelectField
        ariaLabel="Read from"
        value={search.from}
        options={STARTS}
        width={118}
        onChange={(from) => onChange({ from, at: '' })}
      />
      {(search.from === 'offset' || search.from === 'time') && (
        <TextField
          ariaLabel={search.from === 'offset' ? 'Offset' : 'Time'}
          isData
          className="scan-at"
          value={search.at}
          placeholder={search.from === 'offset' ? '0' : '10m ago, 14:30, ISO'}
          error={search.at !== '' && problem !== null}
          onChange={(at) => onChange({ at })}
        />
      )}
      <PartitionPicker
        partitionCount={partitionCount}
        selected={parsePartitions(search.parts, partitionCount) ?? []}
        onChange={(parts) => onChange({ parts: formatPartitions(parts).replaceAll(' ', '') })}
      />
      <FilterBox
        label="Records that contain"
        placeholder="Contains…"
        width={260}
        value={search.find}
        onChange={(find) => onChange({ find })}
        onLeave={onLeave}
      />
      <SelectField
        ariaLabel="Isolation"
        value={search.uncommitted ? 'uncommitted' : 'committed'}
        options={ISOLATIONS}
        width={122}
        onChange={(value) => onChange({ uncommitted: value === 'uncommitted' })}
      />
      <ScanControls search={search} scan={scan} />
      <span className="fill" />
      <Button
        icon={<Send size={13} />}
        aria-pressed={search.produce}
        onClick={() => onChange({ produce: !search.produce })}
      >
        Produce
      </Button>
    </div>
  )
}

function ScanControls({ search, scan }: { readonly search: ScanSearch; readonly scan: Scan }) {
  if (scan.state !== 'running') {
    return <IconButton label="Read again" icon={<RefreshCw size={13} />} onClick={scan.restart} />
  }
  return (
    <>
      {search.from === 'live' && (
        <IconButton
          label={scan.isPaused ? 'Go on' : 'Pause'}
          icon={scan.isPaused ? <Play size={13} /> : <Pause size={13} />}
          onClick={() => scan.setPaused(!scan.isPaused)}
        />
      )}
      <IconButton label="Stop" icon={<Square size={13} />} onClick={scan.stop} />
    </>
  )
}
