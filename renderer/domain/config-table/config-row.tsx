import { RotateCcw } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { ConfigEntry, ConfigSource } from '#contract/brokers'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { errorMessage } from '../describe-error.tsx'
import { humanValue } from './config-words.ts'

const SOURCES: Readonly<Record<ConfigSource, readonly [word: string, tone: Tone]>> = {
  topic: ['Topic', 'accent'],
  group: ['Group', 'accent'],
  broker: ['Broker', 'accent'],
  brokerDefault: ['Cluster default', 'accent'],
  static: ['server.properties', 'neutral'],
  default: ['Default', 'neutral'],
  unknown: ['Unknown', 'neutral'],
}

export interface ConfigRowProps {
  readonly config: ConfigEntry
  /** Absent: it cannot be changed here. */
  readonly onChange?: (name: string, value: string | null) => Promise<void>
}

type Editing = { readonly draft: string; readonly isBusy: boolean; readonly problem: string | null }

export function ConfigRow({ config, onChange }: ConfigRowProps) {
  const [editing, setEditing] = useState<Editing | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  const canEdit = onChange !== undefined && !config.isReadOnly
  const [sourceWord, sourceTone] = SOURCES[config.source]
  const isOverridden = config.source === 'topic' || config.source === 'broker' || config.source === 'group'
  const stop = () => {
    setEditing(null)
    requestAnimationFrame(() => button.current?.focus())
  }
  const apply = async (value: string | null) => {
    if (onChange === undefined) return
    setEditing((current) => ({ draft: current?.draft ?? '', isBusy: true, problem: null }))
    try {
      await onChange(config.name, value)
      stop()
    } catch (error) {
      setEditing((current) => ({ draft: current?.draft ?? '', isBusy: false, problem: errorMessage(error) }))
    }
  }
  return (
    <tr className={editing === null ? 'config-row' : 'config-row config-row--editing'}>
      <th scope="row">
        <span className="mono config-name" title={config.documentation}>
          {config.name}
        </span>
        {editing !== null && <p className="config-help">{config.documentation}</p>}
      </th>
      <td>
        {editing === null ? (
          <ConfigValue
            config={config}
            canEdit={canEdit}
            buttonRef={button}
            onEdit={() => setEditing({ draft: config.value ?? '', isBusy: false, problem: null })}
          />
        ) : (
          <ConfigEditor
            name={config.name}
            editing={editing}
            onDraft={(draft) => setEditing({ ...editing, draft, problem: null })}
            onSave={() => void apply(editing.draft)}
            onCancel={stop}
          />
        )}
      </td>
      <td>
        <Badge tone={sourceTone}>{sourceWord}</Badge>
      </td>
      <td className="config-actions">
        {canEdit && isOverridden && editing === null && (
          <IconButton
            isSmall
            label={`Reset ${config.name} to ${config.defaultValue ?? 'its default'}`}
            icon={<RotateCcw size={13} />}
            onClick={() => void apply(null)}
          />
        )}
      </td>
    </tr>
  )
}

interface ConfigValueProps {
  readonly config: ConfigEntry
  readonly canEdit: boolean
  readonly buttonRef: React.Ref<HTMLButtonElement>
  readonly onEdit: () => void
}

function ConfigValue({ config, canEdit, buttonRef, onEdit }: ConfigValueProps) {
  const human = humanValue(config.name, config.value)
  const raw = config.isSensitive
    ? '••••••••'
    : config.value === null || config.value === ''
      ? '(empty)'
      : config.value
  const content = (
    <>
      {human !== null && <span className="config-human">{human}</span>}
      <span className={human === null ? 'mono config-raw' : 'mono config-raw muted'}>{raw}</span>
    </>
  )
  if (!canEdit) {
    return (
      <span
        className="config-value"
        title={config.isReadOnly ? 'Set when the broker starts; it cannot be changed here.' : undefined}
      >
        {content}
      </span>
    )
  }
  return (
    <button
      ref={buttonRef}
      type="button"
      className="config-value config-value--button"
      aria-label={`Edit ${config.name}: ${human === null ? '' : human}${raw}`}
      onClick={onEdit}
    >
      {content}
    </button>
  )
}

interface ConfigEditorProps {
  readonly name: string
  readonly editing: Editing
  readonly onDraft: (draft: string) => void
  readonly onSave: () => void
  readonly onCancel: () => void
}

function ConfigEditor({ name, editing, onDraft, onSave, onCancel }: ConfigEditorProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onSave()
    else if (event.key === 'Escape') {
      event.stopPropagation()
      onCancel()
    }
  }
  return (
    <div className="config-editor">
      <TextField
        ariaLabel={name}
        value={editing.draft}
        onChange={onDraft}
        onKeyDown={onKeyDown}
        inputRef={(input) => {
          if (input !== null && document.activeElement !== input && !editing.isBusy) input.focus()
        }}
        help={humanValue(name, editing.draft) ?? '\u00a0'}
        error={editing.problem}
        isData
        className="fill"
      />
      <Button variant="primary" isBusy={editing.isBusy} onClick={onSave}>
        Save
      </Button>
      <Button variant="quiet" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  )
}
