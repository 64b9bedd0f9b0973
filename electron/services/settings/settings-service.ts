/** The settings area: reads and writes the store, and tells every window. */
import type { AppServices } from '#contract'
import type { SettingsStore } from '../../store/settings-store.ts'
import { watchValue } from '../watch.ts'

export function createSettingsService(store: SettingsStore): AppServices['settings'] {
  return {
    get: async () => store.value,
    update: async (change) => store.update(change),
    watch: (_input, { signal }) =>
      watchValue(
        () => store.value,
        (listener) => store.onChange(listener),
        signal,
      ),
  }
}
