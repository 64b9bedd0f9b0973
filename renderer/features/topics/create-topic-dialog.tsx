import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useGo } from '../../app/navigation.tsx'
import { routes } from '../../app/routes.ts'
import { useClient } from '../../bridge/client-context.tsx'
import { useConnection } from '../../domain/connection-context.tsx'
import { errorMessage } from '../../domain/describe-error.tsx'
import { useGuardedAction } from '../../domain/guarded-action.tsx'
import { brokerQueries, topicQueries } from '../../domain/queries.ts'
import { plural } from '../../lib/format-number.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Dialog, DialogFooter, DialogProblem } from '../../ui/dialog.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { NumberField, TextArea, TextField } from '../../ui/text-field.tsx'
import { cliOf, configsOf, problemsOf, RETENTIONS, type TopicDraft } from './create-topic-form.ts'
import { useCreateTopic } from './queries.ts'
import { judgeName } from './topic-name.ts'
import './topics.css'

export interface CreateTopicDialogProps {
  /** A topic whose shape and overrides are taken over. */
  readonly like?: {
    readonly name: string
    readonly partitionCount: number
    readonly replicationFactor: number
  }
  readonly onClose: () => void
}

const DEFAULT_PARTITIONS = 3
const DEFAULT_REPLICAS = 3

const NO_NAMES: readonly string[] = []

export function CreateTopicDialog({ like, onClose }: CreateTopicDialogProps) {
  const client = useClient()
  const connection = useConnection()
  const brokerCount = useQuery(brokerQueries.summary(client, connection.id)).data?.brokers.length ?? null
  const likeConfigs = useQuery({
    ...topicQueries.configs(client, connection.id, like?.name ?? ''),
    enabled: like !== undefined,
  })
  const [draft, setDraft] = useState<TopicDraft>(() => emptyDraft(like))
  const [replicasTouched, setReplicasTouched] = useState(like !== undefined)
  const [wasSubmitted, setWasSubmitted] = useState(false)
  const { confirm, readOnlyReason } = useGuardedAction()
  const go = useGo()

  const effective: TopicDraft = {
    ...draft,
    replicationFactor: replicasTouched
      ? draft.replicationFactor
      : Math.min(DEFAULT_REPLICAS, brokerCount ?? DEFAULT_REPLICAS),
    moreConfigs:
      draft.moreConfigs === '' && like !== undefined && !wasSubmitted
        ? overridesOf(likeConfigs.data)
        : draft.moreConfigs,
  }
  const create = useCreateTopic()
  const topics = useQuery(topicQueries.list(client, connection.id)).data
  const existing = useMemo(() => (topics ?? []).map(({ name }) => name), [topics])
  // Once it is being made the list may name the topic itself.
  const isUnmade = create.isIdle || create.isError
  const name = useMemo(
    () => judgeName(draft.name, isUnmade ? existing : NO_NAMES),
    [draft.name, existing, isUnmade],
  )
  const problems = wasSubmitted ? problemsOf(effective, brokerCount, existing) : {}
  const change = (part: Partial<TopicDraft>) => {
    setDraft((current) => ({ ...current, moreConfigs: effective.moreConfigs, ...part }))
    create.reset()
  }
  const submit = async () => {
    if (readOnlyReason !== null) return
    setDraft(effective)
    setWasSubmitted(true)
    const { name: objectName, partitionCount, replicationFactor } = effective
    if (
      Object.keys(problemsOf(effective, brokerCount, existing)).length > 0 ||
      partitionCount === null ||
      replicationFactor === null
    )
      return
    const answer = await confirm({
      title: 'Create topic',
      description: `${objectName} is created on ${connection.name} with ${plural(partitionCount, 'partition')} of ${plural(replicationFactor, 'replica')}.`,
      confirmLabel: 'Create topic',
      objectName,
    })
    if (answer === null) return
    create.mutate(
      { name: objectName, partitionCount, replicationFactor, configs: configsOf(effective), ...answer },
      { onSuccess: () => go(routes.topic(connection.id, objectName), { replaces: true }) },
    )
  }
  const cli = cliOf(effective, connection.profile?.bootstrapServers ?? '')
  return (
    <Dialog
      isOpen
      title={like === undefined ? 'Create topic' : `Create a topic like ${like.name}`}
      width={540}
      onClose={onClose}
      onSubmit={() => void submit()}
      result={
        readOnlyReason !== null ? (
          <DialogProblem>{readOnlyReason}</DialogProblem>
        ) : (
          create.isError && <DialogProblem>{errorMessage(create.error)}</DialogProblem>
        )
      }
      footer={
        <DialogFooter
          confirmLabel="Create topic"
          isBusy={create.isPending}
          disabledReason={readOnlyReason}
          onCancel={onClose}
        />
      }
    >
      <TextField
        label="Name"
        value={draft.name}
        onChange={(typed) => change({ name: typed })}
        error={name.problem ?? problems.name}
        help={name.notice}
        isData
        autoFocus
        placeholder="shop.orders"
      />
      <div className="form-columns form-columns--three">
        <NumberField
          label="Partitions"
          value={draft.partitionCount}
          onChange={(partitionCount) => change({ partitionCount })}
          error={problems.partitionCount}
          help="Readers at a time, per group"
          min={1}
        />
        <NumberField
          label="Replication factor"
          value={effective.replicationFactor}
          onChange={(replicationFactor) => {
            setReplicasTouched(true)
            change({ replicationFactor })
          }}
          error={problems.replicationFactor}
          help={brokerCount === null ? 'Copies of each' : `Copies of each; ${plural(brokerCount, 'broker')}`}
          min={1}
        />
        <NumberField
          label="Min in-sync replicas"
          value={draft.minInSyncReplicas}
          onChange={(minInSyncReplicas) => change({ minInSyncReplicas })}
          error={problems.minInSyncReplicas}
          help="Empty: broker default"
          min={1}
        />
      </div>
      <div className="form-columns">
        <SelectField
          label="Cleanup"
          value={draft.cleanupPolicy}
          onChange={(cleanupPolicy) => change({ cleanupPolicy })}
          options={[
            { value: 'delete', label: 'Delete old records' },
            { value: 'compact', label: 'Compact: keep the last per key' },
            { value: 'compact,delete', label: 'Compact and delete' },
          ]}
        />
        <SelectField
          label="Retention"
          value={draft.retention}
          onChange={(retention) => change({ retention })}
          options={RETENTIONS}
        />
      </div>
      <TextArea
        label="More configs"
        value={effective.moreConfigs}
        onChange={(moreConfigs) => change({ moreConfigs })}
        error={problems.moreConfigs}
        placeholder={'compression.type=zstd\nsegment.ms=3600000'}
        rows={3}
        isData
      />
      <div className="cli">
        <code className="mono fill">{cli}</code>
        <CopyButton isSmall text={cli} what="command" />
      </div>
    </Dialog>
  )
}

function emptyDraft(like: CreateTopicDialogProps['like']): TopicDraft {
  return {
    name: '',
    partitionCount: like?.partitionCount ?? DEFAULT_PARTITIONS,
    replicationFactor: like?.replicationFactor ?? DEFAULT_REPLICAS,
    cleanupPolicy: 'delete',
    retention: '',
    minInSyncReplicas: null,
    moreConfigs: '',
  }
}

/** The overrides of another topic as `name=value` lines. */
function overridesOf(
  configs:
    | readonly { readonly name: string; readonly value: string | null; readonly source: string }[]
    | undefined,
): string {
  return (configs ?? [])
    .filter(({ source, value }) => source === 'topic' && value !== null)
    .map(({ name, value }) => `${name}=${value}`)
    .join('\n')
}
