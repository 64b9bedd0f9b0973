import { Menu } from '@mantine/core'
import { Check, ChevronDown, Pencil, Plus } from 'lucide-react'
import type { CSSProperties } from 'react'
import type { ConnectionProfile, ConnectionState } from '#contract/connections'
import { useGo } from '../../app/navigation.tsx'
import { routes } from '../../app/routes.ts'
import { useConnections } from '../../domain/connection-context.tsx'
import { openConnectionDialog } from '../../domain/connection-dialog-store.ts'
import { connectionColor, connectionMark, ENVIRONMENT_WORDS, GUARD_WORDS } from '../../domain/environment.ts'
import { StateDot } from '../../ui/badge.tsx'
import './connections.css'

/** Which cluster is in view, and the way to another. */
export function ConnectionSwitcher() {
  const { profiles, states, current, currentId } = useConnections()
  const go = useGo()
  return (
    <Menu
      position="bottom-start"
      shadow="none"
      withInitialFocusPlaceholder={false}
      transitionProps={{ duration: 80 }}
      width={340}
    >
      <Menu.Target>
        <button
          type="button"
          className="connection-button"
          aria-label={`Connection: ${current?.name ?? currentId}`}
        >
          <ColorSquare profile={current} />
          <span className="truncate">{current?.name ?? currentId}</span>
          <ChevronDown size={13} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-label="Connections">
        {profiles.map((profile) => (
          <Menu.Item
            key={profile.id}
            leftSection={<ColorSquare profile={profile} />}
            rightSection={profile.id === currentId ? <Check size={14} /> : undefined}
            onClick={() => go(routes.overview(profile.id))}
          >
            <ConnectionLine profile={profile} state={states.get(profile.id)} />
          </Menu.Item>
        ))}
        <Menu.Divider />
        {current?.kind === 'remote' && (
          <Menu.Item leftSection={<Pencil size={14} />} onClick={() => openConnectionDialog(current)}>
            Edit {current.name}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<Plus size={14} />} onClick={() => openConnectionDialog(null)}>
          Add connection
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

interface ConnectionLineProps {
  readonly profile: ConnectionProfile
  readonly state: ConnectionState | undefined
}

function ConnectionLine({ profile, state }: ConnectionLineProps) {
  const mark = connectionMark(state)
  return (
    <span className="connection-line">
      <span className="truncate">{profile.name}</span>
      <span className="connection-facts">
        <StateDot tone={mark.tone} word={mark.word} />
        <span>{ENVIRONMENT_WORDS[profile.environment]}</span>
        {profile.guard !== 'open' && <span>{GUARD_WORDS[profile.guard]}</span>}
      </span>
    </span>
  )
}

function ColorSquare({ profile }: { readonly profile: ConnectionProfile | undefined }) {
  const style = { '--square': connectionColor(profile) } as CSSProperties
  return <span className="connection-square" style={style} aria-hidden="true" />
}
