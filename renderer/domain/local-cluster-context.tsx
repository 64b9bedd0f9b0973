import { createContext, type ReactNode, useCallback, useContext } from 'react'
import type { LocalClusterStatus } from '#contract/local-cluster'
import { useClient } from '../bridge/client-context.tsx'
import { useLatest } from '../bridge/use-stream.ts'

const LocalClusterContext = createContext<LocalClusterStatus | undefined>(undefined)

/** Follows the bundled cluster for the whole page: one stream, however many look. */
export function LocalClusterProvider({ children }: { readonly children: ReactNode }) {
  const client = useClient()
  const open = useCallback((signal: AbortSignal) => client.localCluster.watch({}, { signal }), [client])
  const { latest } = useLatest(open)
  return <LocalClusterContext value={latest}>{children}</LocalClusterContext>
}

/** The bundled cluster as it is; undefined until the host told. */
export function useLocalCluster(): LocalClusterStatus | undefined {
  return useContext(LocalClusterContext)
}
