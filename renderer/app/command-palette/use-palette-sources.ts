import { useComputedColorScheme } from '@mantine/core'
import { useMemo } from 'react'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { openConnectionDialog } from '../../domain/connection-dialog-store.ts'
import { useSettings } from '../../domain/settings-context.tsx'
import { features, navItems } from '../features.ts'
import { useGo } from '../navigation.tsx'
import type { Command } from '../routes.ts'
import type { PaletteSources } from './palette-model.ts'

/** Everything the palette can find, collected from the features. */
export function usePaletteSources(recent: readonly string[]): PaletteSources {
  const connectionId = useConnectionId()
  const go = useGo()
  const frameCommands = useFrameCommands()
  // The list of features is a constant, so these hooks run in the same order every time.
  const commands = features.flatMap((feature) => feature.useCommands?.({ connectionId, go }) ?? [])
  const things = features.flatMap((feature) => feature.useGoTargets?.(connectionId) ?? [])
  const pages = useMemo(
    () =>
      navItems.map((item) => ({
        id: `page:${item.label}`,
        label: item.label,
        kind: 'Page',
        target: item.target(connectionId),
      })),
    [connectionId],
  )
  return { pages, things, commands: [...commands, ...frameCommands], recent }
}

function useFrameCommands(): readonly Command[] {
  const scheme = useComputedColorScheme('light')
  const { update } = useSettings()
  const next = scheme === 'dark' ? 'light' : 'dark'
  return [
    {
      id: 'connect',
      title: 'Add connection',
      keywords: 'connect cluster bootstrap',
      run: () => openConnectionDialog(null),
    },
    {
      id: 'theme',
      title: `Use ${next} theme`,
      keywords: 'dark light appearance',
      run: () => void update({ theme: next }),
    },
  ]
}
