import { useMemo, useState } from 'react'
import type { ConfigEntry } from '#contract/brokers'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FilterBox } from '../../ui/filter-box.tsx'
import { Skeleton, useDelayed } from '../../ui/skeleton.tsx'
import { Switch } from '../../ui/text-field.tsx'
import { Failure } from '../describe-error.tsx'
import { ConfigRow } from './config-row.tsx'
import { compareGroups, configGroup } from './config-words.ts'
import './config-table.css'

export interface ConfigTableProps {
  /** Whose configs: `topic shop.orders`. */
  readonly label: string
  readonly configs: readonly ConfigEntry[] | undefined
  readonly error: unknown
  readonly onRetry: () => void
  /** Sets a value, or removes the override (null). Resolves when it is done or given up; rejects with an error. Absent: read-only. */
  readonly onChange?: (name: string, value: string | null) => Promise<void>
  readonly readOnlyReason?: string | null
}

/** Every config of a topic or broker: groups at the left, values in human and raw form, edited in place. */
export function ConfigTable({ label, configs, error, onRetry, onChange, readOnlyReason }: ConfigTableProps) {
  const [filter, setFilter] = useState('')
  const [group, setGroup] = useState<string | null>(null)
  const [isOverridesOnly, setIsOverridesOnly] = useState(false)
  const isWaiting = useDelayed(configs === undefined && error === null)
  const matching = useMemo(
    () =>
      (configs ?? []).filter(
        (config) =>
          config.name.includes(filter.trim().toLowerCase()) && (!isOverridesOnly || isOverride(config)),
      ),
    [configs, filter, isOverridesOnly],
  )
  const groups = useMemo(() => groupCounts(configs ?? []), [configs])
  const shown = group === null ? matching : matching.filter(({ name }) => configGroup(name) === group)
  if (error !== null && configs === undefined)
    return <Failure what="The configuration" error={error} onRetry={onRetry} />
  return (
    <div className="config">
      <div className="page-toolbar">
        <FilterBox
          label="Filter configs"
          placeholder="Filter by name"
          value={filter}
          onChange={setFilter}
          width={260}
        />
        <Switch label="Overrides only" isChecked={isOverridesOnly} onChange={setIsOverridesOnly} />
        <span className="fill" />
        {readOnlyReason && <span className="muted">{readOnlyReason}</span>}
      </div>
      <div className="config-frame">
        <GroupList groups={groups} total={configs?.length ?? 0} selected={group} onSelect={setGroup} />
        <div className="config-scroll" tabIndex={0} role="group" aria-label={`Configs of ${label}`}>
          {isWaiting && <ConfigSkeleton />}
          {configs !== undefined && shown.length === 0 && (
            <EmptyState title={isOverridesOnly ? 'Nothing is overridden here' : 'No config has this name'}>
              {isOverridesOnly ? 'All values are defaults.' : 'Clear the filter to see all.'}
            </EmptyState>
          )}
          {shown.length > 0 && (
            <table className="config-table">
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">Value</th>
                  <th scope="col">Source</th>
                  <th scope="col">
                    <span className="visually-hidden">Actions</span>
                  </th>
                </tr>
              </thead>
              {groupedRows(shown).map(([name, entries]) => (
                <tbody key={name}>
                  {group === null && (
                    <tr className="config-group">
                      <th colSpan={4} scope="rowgroup">
                        {name}
                      </th>
                    </tr>
                  )}
                  {entries.map((config) => (
                    <ConfigRow
                      key={config.name}
                      config={config}
                      {...(onChange === undefined || readOnlyReason ? {} : { onChange })}
                    />
                  ))}
                </tbody>
              ))}
            </table>
          )}
        </div>
      </div>
    </div>
  )
}

export function isOverride({ source }: ConfigEntry): boolean {
  return source !== 'default' && source !== 'unknown'
}

interface GroupListProps {
  readonly groups: readonly (readonly [string, number])[]
  readonly total: number
  readonly selected: string | null
  readonly onSelect: (group: string | null) => void
}

function GroupList({ groups, total, selected, onSelect }: GroupListProps) {
  const entries: readonly (readonly [string | null, string, number])[] = [
    [null, 'All', total],
    ...groups.map(([name, count]) => [name, name, count] as const),
  ]
  return (
    <ul className="config-groups" aria-label="Groups of configs">
      {entries.map(([value, label, count]) => (
        <li key={label}>
          <button type="button" aria-pressed={selected === value} onClick={() => onSelect(value)}>
            <span className="truncate fill">{label}</span>
            <span className="muted">{count}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function ConfigSkeleton() {
  return (
    <div className="config-skeleton" aria-hidden="true">
      {Array.from({ length: 12 }, (_, index) => (
        <div key={index} className="config-skeleton-row">
          <Skeleton width={120 + ((index * 47) % 90)} height={8} />
          <Skeleton width={60 + ((index * 31) % 50)} height={8} />
        </div>
      ))}
    </div>
  )
}

function groupCounts(configs: readonly ConfigEntry[]): readonly (readonly [string, number])[] {
  return groupedRows(configs).map(([name, entries]) => [name, entries.length] as const)
}

function groupedRows(
  configs: readonly ConfigEntry[],
): readonly (readonly [string, readonly ConfigEntry[]])[] {
  return [...Map.groupBy(configs, ({ name }) => configGroup(name))].sort(([left], [right]) =>
    compareGroups(left, right),
  )
}
