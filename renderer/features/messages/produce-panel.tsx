import { Plus, Send, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { errorMessage } from '../../domain/describe-error.tsx'
import { useGuardedAction } from '../../domain/guarded-action.tsx'
import { Timestamp } from '../../domain/values.tsx'
import { formatInteger } from '../../lib/format-number.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { CodeEditor } from '../../ui/code-editor/code-editor.tsx'
import { DialogProblem } from '../../ui/dialog.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import {
  type HeaderDraft,
  inputOf,
  type PayloadDraft,
  type PayloadMode,
  type ProduceDraft,
  problemOfPartition,
} from './produce-form.ts'
import { useProduce } from './queries.ts'

export interface SentRecord {
  readonly partition: number
  readonly offset: number
  readonly atMs: number
}

export interface ProducePanelProps {
  readonly topic: string
  readonly partitionCount: number
  readonly draft: ProduceDraft
  readonly onChange: (draft: ProduceDraft) => void
  readonly onClose: () => void
  readonly onSent: (sent: SentRecord) => void
  /** Shows a sent record in the browser. */
  readonly onShow: (sent: SentRecord) => void
}

const MODES: readonly { readonly value: PayloadMode; readonly label: string }[] = [
  { value: 'text', label: 'Text' },
  { value: 'null', label: 'Null' },
  { value: 'empty', label: 'Empty' },
  { value: 'base64', label: 'Base64' },
]

const CODECS = (['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const).map((value) => ({ value, label: value }))

/** A record in the making: key and value in editors, the rest beside them, and what was sent under it. */
export function ProducePanel(props: ProducePanelProps) {
  const { topic, partitionCount, draft, onChange, onClose } = props
  const { readOnlyReason } = useGuardedAction()
  const [sent, setSent] = useState<SentRecord | null>(null)
  const partitionProblem = problemOfPartition(draft.partition, partitionCount)
  // What went before is no answer to the attempt under way: it goes when that begins.
  const { send, cancel, problem, isBusy } = useSend(props, {
    onStart: () => setSent(null),
    onDone: setSent,
  })
  const submit = () => void send()
  return (
    <section className="produce" aria-label={`Produce to ${topic}`}>
      <header className="produce-bar">
        <h2 className="section-title">
          Produce to <span className="mono">{topic}</span>
        </h2>
        <SentStrip sent={sent} onShow={props.onShow} />
        {isBusy && <Button onClick={cancel}>Cancel</Button>}
        <Button
          variant="primary"
          icon={<Send size={13} />}
          isBusy={isBusy}
          disabledReason={readOnlyReason}
          onClick={submit}
        >
          Produce
        </Button>
        <IconButton label="Close" icon={<X size={14} />} onClick={onClose} />
      </header>
      {readOnlyReason !== null && (
        <p className="produce-read-only" role="note">
          {readOnlyReason}
        </p>
      )}
      {problem !== null && problem !== partitionProblem && (
        <div className="produce-problem">
          <DialogProblem>{problem}</DialogProblem>
        </div>
      )}
      <div className="produce-body">
        <div className="produce-editors">
          <PayloadEditor
            what="Key"
            draft={draft.key}
            language="plaintext"
            onChange={(key) => onChange({ ...draft, key })}
            onSubmit={submit}
          />
          <PayloadEditor
            what="Value"
            draft={draft.value}
            language="json"
            onChange={(value) => onChange({ ...draft, value })}
            onSubmit={submit}
          />
        </div>
        <div className="produce-side">
          <TextField
            label="Partition"
            isData
            value={draft.partition}
            placeholder={draft.key.mode === 'null' ? 'any' : 'by key'}
            error={partitionProblem}
            help={`Empty: by the key’s murmur2 hash, or any. 0 to ${formatInteger(partitionCount - 1)}.`}
            onChange={(partition) => onChange({ ...draft, partition })}
          />
          <SelectField
            label="Compression"
            value={draft.compression}
            options={CODECS}
            onChange={(compression) => onChange({ ...draft, compression })}
          />
          <HeaderEditor headers={draft.headers} onChange={(headers) => onChange({ ...draft, headers })} />
        </div>
      </div>
    </section>
  )
}

const CANCELLED =
  'Cancelled: it is not sent any more. If a broker had it already, it may be written all the same.'

/** Sends the draft through the guard; what is wrong is told in place. */
function useSend(
  props: ProducePanelProps,
  { onStart, onDone }: { readonly onStart: () => void; readonly onDone: (sent: SentRecord) => void },
) {
  const connectionId = useConnectionId()
  const { confirm, readOnlyReason } = useGuardedAction()
  const produce = useProduce()
  const [problem, setProblem] = useState<string | null>(null)
  const sending = useRef<AbortController | null>(null)
  const { topic, partitionCount, draft } = props
  // Who closes the editor still wants the record that was sent; only Cancel takes it back.
  const cancel = () => sending.current?.abort()
  const send = async () => {
    if (produce.isPending || readOnlyReason !== null) return
    onStart()
    const made = inputOf(draft, { connectionId, topic, partitionCount })
    setProblem(made.problem)
    if (made.input === null) return
    const answer = await confirm({
      title: 'Produce a record',
      description: `One record will be written to ${topic}. It cannot be taken back.`,
      confirmLabel: 'Produce',
      objectName: topic,
    })
    if (answer === null) return
    const abort = new AbortController()
    sending.current = abort
    try {
      const { partition, offset, timestampMs } = await produce.mutateAsync({
        input: { ...made.input, ...answer },
        signal: abort.signal,
      })
      const record = { partition, offset, atMs: timestampMs }
      onDone(record)
      props.onSent(record)
    } catch (error) {
      setProblem(abort.signal.aborted ? CANCELLED : errorMessage(error))
    }
  }
  return { send, cancel, problem, isBusy: produce.isPending }
}

interface PayloadEditorProps {
  readonly what: 'Key' | 'Value'
  readonly draft: PayloadDraft
  readonly language: 'json' | 'plaintext'
  readonly onChange: (draft: PayloadDraft) => void
  readonly onSubmit: () => void
}

const MODE_WORDS: Readonly<Record<PayloadMode, string>> = {
  text: '',
  base64: '',
  null: 'The record will have none (null).',
  empty: 'It will be there and have no bytes.',
}

function PayloadEditor({ what, draft, language, onChange, onSubmit }: PayloadEditorProps) {
  const hasEditor = draft.mode === 'text' || draft.mode === 'base64'
  return (
    <div className={what === 'Key' ? 'produce-payload produce-payload--key' : 'produce-payload'}>
      <div className="produce-payload-bar">
        <span className="produce-label">{what}</span>
        <Segmented
          label={`${what} is`}
          value={draft.mode}
          options={MODES}
          onChange={(mode) => onChange({ ...draft, mode })}
        />
      </div>
      {hasEditor ? (
        <CodeEditor
          label={`${what} of the record`}
          value={draft.text}
          language={draft.mode === 'base64' ? 'plaintext' : language}
          wrapsLines
          hidesLineNumbers={what === 'Key'}
          onChange={(text) => onChange({ ...draft, text })}
          onSubmit={onSubmit}
        />
      ) : (
        <p className="produce-none muted">{MODE_WORDS[draft.mode]}</p>
      )}
    </div>
  )
}

interface HeaderEditorProps {
  readonly headers: readonly HeaderDraft[]
  readonly onChange: (headers: readonly HeaderDraft[]) => void
}

function HeaderEditor({ headers, onChange }: HeaderEditorProps) {
  const nextId = useRef(headers.reduce((most, { id }) => Math.max(most, id + 1), 0))
  const change = (id: number, part: Partial<HeaderDraft>) =>
    onChange(headers.map((header) => (header.id === id ? { ...header, ...part } : header)))
  const add = () => {
    const id = Math.max(nextId.current, ...headers.map((header) => header.id + 1))
    nextId.current = id + 1
    onChange([...headers, { id, key: '', value: '', base64: null }])
  }
  return (
    <fieldset className="produce-headers">
      <legend>Headers</legend>
      {headers.map(({ id, key, value, base64 }) => (
        <div key={id} className="produce-header">
          <TextField
            ariaLabel="Header name"
            isData
            value={key}
            placeholder="name"
            onChange={(next) => change(id, { key: next })}
          />
          <TextField
            ariaLabel="Header value"
            isData
            value={base64 ?? value}
            isReadOnly={base64 !== null}
            placeholder="value"
            onChange={(next) => change(id, { value: next })}
          />
          <IconButton
            label="Remove header"
            icon={<X size={13} />}
            onClick={() => onChange(headers.filter((header) => header.id !== id))}
          />
        </div>
      ))}
      <Button variant="quiet" isSmall icon={<Plus size={13} />} onClick={add}>
        Add header
      </Button>
    </fieldset>
  )
}

/** What was sent last, in the bar where it was sent from: in view whatever the height. */
function SentStrip({
  sent,
  onShow,
}: {
  readonly sent: SentRecord | null
  readonly onShow: (sent: SentRecord) => void
}) {
  return (
    <div className="produce-sent" role="status">
      {sent !== null && (
        <>
          <span className="produce-sent-word">Sent</span>
          <button type="button" className="produce-sent-link mono" onClick={() => onShow(sent)}>
            {sent.partition}@{sent.offset}
          </button>
          <span className="muted">
            <Timestamp ms={sent.atMs} />
          </span>
        </>
      )}
    </div>
  )
}
