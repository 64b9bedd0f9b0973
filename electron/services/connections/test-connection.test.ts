import { describe, expect, it } from 'vitest'
import { nodeClientRuntime } from '#broker'
import { NetworkError } from '#broker/base/network'
import type { TestStep } from '#contract/connections'
import { testConnection } from './test-connection.ts'

async function stepsOf(connectMessage: string): Promise<readonly TestStep[]> {
  const network = {
    ...nodeClientRuntime.network,
    connect: () => Promise.reject(new NetworkError('REFUSED', connectMessage)),
  }
  const steps: TestStep[] = []
  for await (const step of testConnection({
    bootstrapServers: '127.0.0.1:9',
    runtime: { ...nodeClientRuntime, network },
    signal: new AbortController().signal,
  }))
    steps.push(step)
  return steps
}

describe('a step that fails', () => {
  it.each(['the connection was refused', 'the connection was refused.'])(
    'says what happened and what to check, with one full stop between: %j',
    async (message) => {
      const failed = (await stepsOf(message)).find(({ isOk }) => !isOk)
      expect(failed).toMatchObject({ step: 'connect', target: '127.0.0.1:9' })
      expect(failed?.detail).toMatch(/^the connection was refused\. Check the port/)
    },
  )
})
