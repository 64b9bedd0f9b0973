import { describe, expect, it } from 'vitest'
import { AppError } from '#contract/errors'
import type { LocalNode } from '#contract/local-cluster'
import { aLocalNode } from '../../testing/a-local-node.ts'
import { quorumProblem } from './quorum-problem.ts'

const controller = (id: number, state: LocalNode['state'] = 'running'): LocalNode =>
  aLocalNode(id, { role: 'controller', state })

describe('quorumProblem', () => {
  it('says that nobody leads as soon as the only controller is down', () => {
    expect(quorumProblem([controller(101, 'stopped')], null)).toBe(
      'Controller 101 is down: nobody leads the quorum.',
    )
    expect(quorumProblem([controller(101, 'frozen')], null)).toContain('nobody leads')
  })

  it('says nothing while most controllers run', () => {
    const controllers = [controller(101, 'stopped'), controller(102), controller(103)]
    expect(quorumProblem(controllers, null)).toBeNull()
    expect(
      quorumProblem([controller(101, 'failed'), ...controllers.slice(1), controller(104, 'stopped')], null),
    ).toBe('Controllers 101, 104 are down: nobody leads the quorum.')
  })

  it('says what went wrong with the last look where nobody knows better', () => {
    expect(quorumProblem([], new AppError('timeout', 'The controller does not answer.'))).toBe(
      'The controller does not answer.',
    )
    expect(quorumProblem([], null)).toBeNull()
  })
})
