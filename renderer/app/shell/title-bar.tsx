import { useComputedColorScheme } from '@mantine/core'
import { CircleHelp, Moon, PanelRight, Search, Sun } from 'lucide-react'
import { useConnections } from '../../domain/connection-context.tsx'
import { ENVIRONMENT_WORDS } from '../../domain/environment.ts'
import { useSettings } from '../../domain/settings-context.tsx'
import { ConnectionSwitcher } from '../../features/connections/index.ts'
import { Badge } from '../../ui/badge.tsx'
import { IconButton } from '../../ui/button.tsx'
import { KeyHint } from '../../ui/key-hint.tsx'
import { useInspector } from '../../ui/slots.tsx'

export interface TitleBarProps {
  readonly onOpenPalette: () => void
  readonly onOpenHelp: () => void
}

export function TitleBar({ onOpenPalette, onOpenHelp }: TitleBarProps) {
  const { current } = useConnections()
  const inspector = useInspector()
  return (
    <header className="title-bar">
      <ConnectionSwitcher />
      {current !== undefined && (
        <Badge tone={current.environment === 'production' ? 'bad' : 'neutral'}>
          {ENVIRONMENT_WORDS[current.environment]}
        </Badge>
      )}
      <button type="button" className="palette-box" onClick={onOpenPalette} aria-haspopup="dialog">
        <Search size={13} aria-hidden="true" />
        <span className="fill">Go to topic, group, action</span>
        <KeyHint keys="mod+k" />
      </button>
      <div className="title-actions">
        <IconButton
          label={inspector.isOpen ? 'Close inspector' : 'Open inspector'}
          shortcut="mod+i"
          icon={<PanelRight size={15} />}
          aria-pressed={inspector.isOpen && inspector.isUsed}
          disabledReason={inspector.isUsed ? undefined : 'Nothing to inspect on this page'}
          onClick={inspector.toggle}
        />
        <ThemeButton />
        <IconButton
          label="Keyboard shortcuts"
          shortcut="?"
          icon={<CircleHelp size={15} />}
          onClick={onOpenHelp}
        />
      </div>
    </header>
  )
}

function ThemeButton() {
  const scheme = useComputedColorScheme('light')
  const { update } = useSettings()
  const next = scheme === 'dark' ? 'light' : 'dark'
  return (
    <IconButton
      label={`Use ${next} theme`}
      icon={scheme === 'dark' ? <Sun size={15} /> : <Moon size={15} />}
      onClick={() => void update({ theme: next })}
    />
  )
}
