import { createStore, useStore } from '../lib/create-store.ts'

export type Density = 'compact' | 'comfortable'

/** How tall rows are. The app sets it from the settings; `--row` in tokens.css says the same to CSS. */
export const densityStore = createStore<Density>('compact')

export function useRowHeight(): number {
  return useStore(densityStore) === 'compact' ? 26 : 32
}
