import { Modal } from '@mantine/core'
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { cx } from '../../lib/cx.ts'
import { asStringList, readStored, writeStored } from '../../lib/local-store.ts'
import { KeyHint } from '../../ui/key-hint.tsx'
import { useGo } from '../navigation.tsx'
import { type PaletteRow, paletteRows } from './palette-model.ts'
import { usePaletteSources } from './use-palette-sources.ts'
import './command-palette.css'

export function CommandPalette({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean
  readonly onClose: () => void
}) {
  return (
    <Modal.Root
      opened={isOpen}
      onClose={onClose}
      size={600}
      yOffset="10vh"
      classNames={{ content: 'palette', body: 'palette-body' }}
      transitionProps={{ duration: 80, transition: 'fade' }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label="Go to anything">
        <Modal.Body>{isOpen && <PaletteContent onClose={onClose} />}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

/** Things gone to that are remembered per connection. */
const MAX_RECENT = 20

function PaletteContent({ onClose }: { readonly onClose: () => void }) {
  const connectionId = useConnectionId()
  const recentKey = `palette.recent.${connectionId}`
  const [recent] = useState(() => readStored(recentKey, asStringList) ?? [])
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const deferred = useDeferredValue(query)
  const sources = usePaletteSources(recent)
  const rows = useMemo(() => paletteRows(deferred, sources), [deferred, sources])
  const go = useGo()
  const listId = useId()

  const choose = (row: PaletteRow | undefined) => {
    if (row === undefined || (row.disabledReason ?? null) !== null) return
    onClose()
    if (row.action.type === 'run') return row.action.run()
    writeStored(recentKey, [row.id, ...recent.filter((id) => id !== row.id)].slice(0, MAX_RECENT))
    go(row.action.target)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && rows.length > 0) {
      event.preventDefault()
      setActive((active + step + rows.length) % rows.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      choose(rows[active])
    }
  }
  return (
    <>
      <input
        className="palette-input"
        data-autofocus
        role="combobox"
        aria-label="Go to anything"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={rows.length > 0 ? `${listId}-${active}` : undefined}
        placeholder="Go to topic, group or page; > for actions"
        spellCheck={false}
        autoComplete="off"
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div className="palette-list" role="listbox" id={listId} aria-label="Results">
        {rows.map((row, index) => (
          <Row
            key={`${row.kind}:${row.id}`}
            id={`${listId}-${index}`}
            row={row}
            isActive={index === active}
            onPoint={() => setActive(index)}
            onChoose={() => choose(row)}
          />
        ))}
        {rows.length === 0 && (
          <div className="palette-none">Nothing is called “{deferred}” on this connection.</div>
        )}
      </div>
      <div className="palette-footer">
        <span>
          <KeyHint keys="Enter" /> open
        </span>
        <span>
          <KeyHint keys=">" /> actions
        </span>
        <span>
          <KeyHint keys="Esc" /> close
        </span>
      </div>
    </>
  )
}

interface RowProps {
  readonly id: string
  readonly row: PaletteRow
  readonly isActive: boolean
  readonly onPoint: () => void
  readonly onChoose: () => void
}

function Row({ id, row, isActive, onPoint, onChoose }: RowProps) {
  const element = useRef<HTMLDivElement>(null)
  const isOff = (row.disabledReason ?? null) !== null
  useEffect(() => {
    if (isActive) element.current?.scrollIntoView({ block: 'nearest' })
  }, [isActive])
  return (
    <div
      ref={element}
      id={id}
      role="option"
      aria-selected={isActive}
      aria-disabled={isOff}
      className={cx('palette-row', isActive && 'palette-row--active')}
      onPointerMove={onPoint}
      onClick={onChoose}
    >
      <span className={cx('truncate', 'fill', row.kind !== 'Action' && row.kind !== 'Page' && 'mono')}>
        <Marked text={row.label} positions={row.positions} />
      </span>
      {isOff && <span className="palette-kind truncate">{row.disabledReason}</span>}
      {row.shortcut !== undefined && <KeyHint keys={row.shortcut} />}
      <span className="palette-kind">{row.kind}</span>
    </div>
  )
}

function Marked({ text, positions }: { readonly text: string; readonly positions: readonly number[] }) {
  if (positions.length === 0) return text
  const marked = new Set(positions)
  return Array.from(text, (character, index) =>
    // A character's place is its identity here; the text does not change under it.
    marked.has(index) ? <b key={index}>{character}</b> : <span key={index}>{character}</span>,
  )
}
