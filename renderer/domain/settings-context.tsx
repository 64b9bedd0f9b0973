import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import { DEFAULT_SETTINGS, type Settings } from '#contract/settings'
import { useClient } from '../bridge/client-context.tsx'
import { useLatest } from '../bridge/use-stream.ts'
import { densityStore } from '../ui/density.ts'

export interface SettingsControl {
  readonly settings: Settings
  /** False until the host told them; defaults stand in. */
  readonly isLoaded: boolean
  /** Shows the change at once and keeps it at the host. */
  readonly update: (change: Partial<Settings>) => Promise<void>
}

const SettingsContext = createContext<SettingsControl>({
  settings: DEFAULT_SETTINGS,
  isLoaded: false,
  update: () => Promise.resolve(),
})

export function SettingsProvider({ children }: { readonly children: ReactNode }) {
  const client = useClient()
  const open = useCallback((signal: AbortSignal) => client.settings.watch({}, { signal }), [client])
  const { latest } = useLatest(open)
  const [pending, setPending] = useState<Partial<Settings>>({})
  const settings = useMemo(() => ({ ...DEFAULT_SETTINGS, ...latest, ...pending }), [latest, pending])
  const update = useCallback(
    async (change: Partial<Settings>) => {
      setPending((current) => ({ ...current, ...change }))
      try {
        await client.settings.update(change)
      } finally {
        setPending((current) => withoutKeys(current, change))
      }
    },
    [client],
  )
  useEffect(() => {
    densityStore.set(settings.density)
    document.documentElement.dataset['density'] = settings.density
  }, [settings.density])
  const value = useMemo(
    () => ({ settings, isLoaded: latest !== undefined, update }),
    [settings, latest, update],
  )
  return <SettingsContext value={value}>{children}</SettingsContext>
}

export function useSettings(): SettingsControl {
  return useContext(SettingsContext)
}

function withoutKeys(current: Partial<Settings>, done: Partial<Settings>): Partial<Settings> {
  return Object.fromEntries(Object.entries(current).filter(([key]) => !(key in done)))
}
