import { type ClipboardEvent, useState } from 'react'
import type { ConnectionProfile, Environment, GuardMode } from '#contract/connections'
import { useGo } from '../../app/navigation.tsx'
import { routes } from '../../app/routes.ts'
import { connectionDialogStore } from '../../domain/connection-dialog-store.ts'
import { errorMessage } from '../../domain/describe-error.tsx'
import { ENVIRONMENT_WORDS, GUARD_EXPLANATIONS, GUARD_WORDS } from '../../domain/environment.ts'
import { useStore } from '../../lib/create-store.ts'
import { StateDot } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogFooter, DialogProblem } from '../../ui/dialog.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { ColorPicker } from './color-picker.tsx'
import {
  type Asked,
  type ConnectionDraft,
  draftOf,
  problemsOf,
  readBootstrapServers,
  shownProblems,
} from './connection-form.ts'
import { TestSteps, TestVerdict, useConnectionTest } from './connection-test.tsx'
import { useRemoveConnection, useSaveConnection } from './queries.ts'

/** Shows the connection dialog when something asked for it. */
export function ConnectionDialogHost() {
  const request = useStore(connectionDialogStore)
  if (request === null) return null
  return <ConnectionDialog profile={request.profile} onClose={() => connectionDialogStore.set(null)} />
}

interface ConnectionDialogProps {
  readonly profile: ConnectionProfile | null
  readonly onClose: () => void
}

function ConnectionDialog({ profile, onClose }: ConnectionDialogProps) {
  const [draft, setDraft] = useState(() => draftOf(profile))
  const [asked, setAsked] = useState<Asked>('nothing')
  const [testedServers, setTestedServers] = useState<string | null>(null)
  const test = useConnectionTest(testedServers)
  const save = useSaveConnection()
  const go = useGo()
  const problems = shownProblems(draft, asked)
  const change = (part: Partial<ConnectionDraft>) => setDraft((current) => ({ ...current, ...part }))
  /** What a test said is about the servers it tried: it goes when they change. */
  const changeServers = (bootstrapServers: string) => {
    change({ bootstrapServers })
    setTestedServers(null)
    if (asked === 'test') setAsked('nothing')
  }
  const startTest = () => {
    if (shownProblems(draft, 'test').bootstrapServers !== undefined) {
      setTestedServers(null)
      if (asked === 'nothing') setAsked('test')
    } else if (draft.bootstrapServers === testedServers) test.restart()
    else setTestedServers(draft.bootstrapServers)
  }
  const submit = () => {
    setAsked('save')
    if (Object.keys(problemsOf(draft)).length > 0) return
    save.mutate(profile === null ? draft : { ...draft, id: profile.id }, {
      onSuccess: (saved) => {
        onClose()
        if (profile === null) go(routes.overview(saved.id))
      },
    })
  }
  const onPaste = (event: ClipboardEvent) => {
    const servers = readBootstrapServers(event.clipboardData.getData('text'))
    if (servers === null) return
    event.preventDefault()
    changeServers(servers)
  }
  return (
    <Dialog
      isOpen
      title={profile === null ? 'Add connection' : 'Edit connection'}
      width={560}
      onClose={onClose}
      onSubmit={submit}
      result={
        <>
          {testedServers !== null && <TestVerdict test={test} />}
          {problems.bootstrapServers !== undefined && (
            <StateDot tone="bad" word={problems.bootstrapServers} />
          )}
          {save.isError && <DialogProblem>{errorMessage(save.error)}</DialogProblem>}
        </>
      }
      footer={
        <DialogFooter
          confirmLabel={profile === null ? 'Save and open' : 'Save'}
          isBusy={save.isPending}
          onCancel={onClose}
          aside={profile === null ? undefined : <RemoveButton profile={profile} onRemoved={onClose} />}
        />
      }
    >
      <div onPaste={onPaste}>
        <TextField
          label="Bootstrap servers"
          value={draft.bootstrapServers}
          onChange={changeServers}
          placeholder="broker-1.example.org:9092,broker-2.example.org:9092"
          help="Or paste a client.properties file or a kcat command; the addresses are taken from it. Plaintext connections only."
          error={problems.bootstrapServers}
          isData
          autoFocus
        />
      </div>
      <TextField
        label="Name"
        value={draft.name}
        onChange={(name) => change({ name })}
        error={problems.name}
        maxLength={80}
      />
      <div className="form-columns">
        <SelectField<Environment>
          label="Environment"
          value={draft.environment}
          options={(['development', 'staging', 'production'] as const).map((value) => ({
            value,
            label: ENVIRONMENT_WORDS[value],
          }))}
          onChange={(environment) =>
            change({
              environment,
              ...(environment === 'production' && draft.guard === 'open' ? { guard: 'typed' } : {}),
            })
          }
        />
        <SelectField<GuardMode>
          label="Changes"
          value={draft.guard}
          help={GUARD_EXPLANATIONS[draft.guard]}
          options={(['open', 'ask', 'typed', 'readOnly'] as const).map((value) => ({
            value,
            label: GUARD_WORDS[value],
          }))}
          onChange={(guard) => change({ guard })}
        />
      </div>
      <ColorPicker value={draft.color} onChange={(color) => change({ color })} />
      <div className="row">
        <Button onClick={startTest}>Test</Button>
        <span className="muted">Tries each step from this machine. Nothing is saved.</span>
      </div>
      {testedServers !== null && <TestSteps test={test} />}
    </Dialog>
  )
}

/** Two clicks: the second, in the same place, forgets it. The cluster is not touched. */
function RemoveButton({
  profile,
  onRemoved,
}: {
  readonly profile: ConnectionProfile
  readonly onRemoved: () => void
}) {
  const [isAsked, setIsAsked] = useState(false)
  const remove = useRemoveConnection()
  const go = useGo()
  return (
    <Button
      variant="quiet"
      isBusy={remove.isPending}
      onClick={() => {
        if (!isAsked) return setIsAsked(true)
        remove.mutate(profile.id, {
          onSuccess: () => {
            onRemoved()
            go(routes.overview('local'))
          },
        })
      }}
    >
      {isAsked ? `Forget ${profile.name}: click again` : 'Forget this connection'}
    </Button>
  )
}
