import type { ConnectionProfile } from '#contract/connections'
import { createStore } from '../lib/create-store.ts'

/** The connection dialog: shut, open for an additional connection (`profile` null), or for changing one. */
export const connectionDialogStore = createStore<{ readonly profile: ConnectionProfile | null } | null>(null)

/** Opens the connection dialog from anywhere. */
export function openConnectionDialog(profile: ConnectionProfile | null): void {
  connectionDialogStore.set({ profile })
}
