/** A key, value or header in full: as a tree, as text, or byte by byte. */
import { Download } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import type { Payload } from '#contract/messages'
import { JsonTree } from '../../domain/json-tree.tsx'
import { PayloadText } from '../../domain/payload-text.tsx'
import { Bytes } from '../../domain/values.tsx'
import { formatJson, parseJson } from '../../lib/json-lossless.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { VirtualList } from '../../ui/virtual-list.tsx'
import { BYTES_PER_ROW, bytesOfBase64, hexRows } from './hex.ts'

type View = 'tree' | 'text' | 'raw'

/** Above this, a payload is shown line by line, and a tree only on demand: parsing would be felt. */
const MAX_DIRECT_BYTES = 512 * 1024

const LINE_HEIGHT = 18

export interface PayloadViewProps {
  readonly payload: Payload
  /** What it is, for names of buttons and of the saved file: `value`. */
  readonly what: string
  readonly fileName: string
}

export function PayloadView({ payload, what, fileName }: PayloadViewProps) {
  const [chosen, setChosen] = useState<View | null>(null)
  const isLarge = payload.sizeBytes > MAX_DIRECT_BYTES
  const fallback: View = payload.kind === 'json' && !isLarge ? 'tree' : payload.text === null ? 'raw' : 'text'
  const view = chosen ?? fallback
  if (payload.kind === 'null' || payload.kind === 'empty')
    return <EmptyPayload kind={payload.kind} what={what} />
  const views: readonly View[] = [
    ...(payload.kind === 'json' ? (['tree'] as const) : []),
    ...(payload.text === null ? [] : (['text'] as const)),
    'raw',
  ]
  return (
    <div className="payload-view">
      <div className="payload-view-bar">
        <Segmented
          label={`View of the ${what}`}
          value={view}
          options={views.map((value) => ({ value, label: VIEW_LABELS[value] }))}
          onChange={setChosen}
        />
        <span className="muted">
          <Bytes value={payload.sizeBytes} />
        </span>
        <span className="fill" />
        <CopyButton what={what} text={payload.text ?? payload.base64 ?? ''} />
        <IconButton
          label={`Save the ${what} to a file`}
          icon={<Download size={13} />}
          onClick={() => save(payload, fileName)}
        />
      </div>
      <PayloadBody payload={payload} view={view} what={what} isLarge={isLarge} />
    </div>
  )
}

const VIEW_LABELS: Readonly<Record<View, string>> = { tree: 'Tree', text: 'Text', raw: 'Raw' }

function EmptyPayload({ kind, what }: { readonly kind: 'null' | 'empty'; readonly what: string }) {
  return (
    <p className="payload-view-empty">
      <PayloadText kind={kind} text="" />{' '}
      <span className="muted">
        {kind === 'empty'
          ? `The ${what} is there and has no bytes.`
          : what === 'value'
            ? 'A tombstone: on a compacted topic it deletes the key.'
            : `The record has no ${what}.`}
      </span>
    </p>
  )
}

interface PayloadBodyProps {
  readonly payload: Payload
  readonly view: View
  readonly what: string
  readonly isLarge: boolean
}

function PayloadBody({ payload, view, what, isLarge }: PayloadBodyProps) {
  if (view === 'raw') return <HexView base64={payload.base64 ?? ''} what={what} />
  const text = payload.text ?? ''
  if (view === 'tree') return <TreeView text={text} />
  return isLarge ? <LongText text={text} what={what} /> : <ShortText payload={payload} text={text} />
}

function TreeView({ text }: { readonly text: string }) {
  const parsed = useMemo(() => parseJson(text), [text])
  if (parsed.isOk) return <JsonTree root={parsed.root} source={text} />
  return <p className="muted">This is no JSON after all: {parsed.problem.message}</p>
}

function ShortText({ payload, text }: { readonly payload: Payload; readonly text: string }) {
  const [isPretty, setPretty] = useState(true)
  const pretty = useMemo(() => {
    const parsed = payload.kind === 'json' ? parseJson(text) : null
    return parsed?.isOk === true ? formatJson(parsed.root) : null
  }, [payload.kind, text])
  return (
    <>
      <PayloadText kind={payload.kind} text={isPretty && pretty !== null ? pretty : text} />
      {pretty !== null && pretty !== text && (
        <Button variant="quiet" isSmall onClick={() => setPretty(!isPretty)}>
          {isPretty ? 'Show as produced' : 'Show indented'}
        </Button>
      )}
    </>
  )
}

/** Lines longer than this are broken, so that one of megabytes does not freeze the page. */
const MAX_LINE_CHARACTERS = 400

function LongText({ text, what }: { readonly text: string; readonly what: string }) {
  const lines = useMemo(
    () =>
      text
        .split('\n')
        .flatMap((line) => line.match(new RegExp(`.{1,${MAX_LINE_CHARACTERS}}`, 'gsu')) ?? [''])
        .map((line, index) => ({ line, index })),
    [text],
  )
  return (
    <div className="payload-view-lines">
      <VirtualList
        label={`Text of the ${what}`}
        items={lines}
        rowHeight={LINE_HEIGHT}
        keyOf={({ index }) => index}
        render={({ line }) => <div className="payload-line mono">{line}</div>}
      />
    </div>
  )
}

/** Pixels that an address, sixteen pairs and sixteen characters take. */
const FULL_HEX_WIDTH = 590

function useWidth(element: HTMLElement | null): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (element === null) return
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  return width
}

function HexView({ base64, what }: { readonly base64: string; readonly what: string }) {
  const [host, setHost] = useState<HTMLDivElement | null>(null)
  const width = useWidth(host)
  const perRow = width >= FULL_HEX_WIDTH ? BYTES_PER_ROW : BYTES_PER_ROW / 2
  const rows = useMemo(() => hexRows(bytesOfBase64(base64), perRow), [base64, perRow])
  return (
    <div ref={setHost} className="payload-view-lines">
      <VirtualList
        label={`Bytes of the ${what}`}
        items={rows}
        rowHeight={LINE_HEIGHT}
        keyOf={({ address }) => address}
        render={({ address, hex, ascii }) => (
          <div className="hex-row mono">
            <span className="muted">{address}</span>
            <span>{hex}</span>
            <span className="secondary">{ascii}</span>
          </div>
        )}
      />
    </div>
  )
}

function save(payload: Payload, fileName: string): void {
  const extension = payload.kind === 'json' ? 'json' : payload.kind === 'text' ? 'txt' : 'bin'
  const url = URL.createObjectURL(new Blob([bytesOfBase64(payload.base64 ?? '')]))
  const link = document.createElement('a')
  link.href = url
  link.download = `${fileName}.${extension}`
  link.click()
  URL.revokeObjectURL(url)
}
