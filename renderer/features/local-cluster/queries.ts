import { useMutation } from '@tanstack/react-query'
import type { NodeAction } from '#contract/local-cluster'
import { LOCAL_CONNECTION_ID } from '#contract/values'
import { useClient } from '../../bridge/client-context.tsx'

/** Everything that can be done to the bundled cluster. What changes comes back through `watch`. */
export function useClusterActions() {
  const client = useClient()
  return {
    start: useMutation({
      mutationFn: (brokerCount?: number) =>
        client.localCluster.start(brokerCount === undefined ? {} : { brokerCount }),
    }),
    stop: useMutation({ mutationFn: () => client.localCluster.stop({}) }),
    node: useMutation({
      mutationFn: (input: { readonly nodeId: number; readonly action: NodeAction }) =>
        client.localCluster.node(input),
    }),
    add: useMutation({ mutationFn: () => client.localCluster.addBroker({}) }),
    elect: useMutation({
      mutationFn: () => client.brokers.electPreferred({ connectionId: LOCAL_CONNECTION_ID }),
    }),
    reset: useMutation({ mutationFn: (confirmation: string) => client.localCluster.reset({ confirmation }) }),
    demo: useMutation({ mutationFn: (isEnabled: boolean) => client.localCluster.demo({ isEnabled }) }),
  }
}
