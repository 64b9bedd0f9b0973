/**
 * `npm run chaos -- [--workload produce|copy] [--seconds 180] [--every 5000] [--isolation process|thread]
 * [--victims brokers|all] [--seed N]`: a workload while random nodes are killed and started again. Prints what came
 * of it; exits with 1 when anything was lost, doubled, out of order or unequal.
 */
import { parseArgs } from 'node:util'
import { runCopyWorkload } from '../e2e/chaos/copy-workload.ts'
import { runProduceWorkload } from '../e2e/chaos/produce-workload.ts'

const { values } = parseArgs({
  options: {
    workload: { type: 'string', default: 'produce' },
    seconds: { type: 'string', default: '180' },
    every: { type: 'string', default: '5000' },
    isolation: { type: 'string', default: 'process' },
    victims: { type: 'string', default: 'brokers' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})

const plan = {
  seconds: numberOf('seconds', values.seconds),
  killEveryMs: numberOf('every', values.every),
  seed: numberOf('seed', values.seed),
  isolation: oneOf('isolation', values.isolation, ['process', 'thread']),
  victims: oneOf('victims', values.victims, ['brokers', 'all']),
  onProgress: (line: string) => process.stdout.write(`${line}\n`),
}
const workload = oneOf('workload', values.workload, ['produce', 'copy'])
process.stdout.write(`seed ${plan.seed}\n`)
const isGood = workload === 'produce' ? await produce() : await copy()
process.stdout.write(isGood ? 'ok\n' : 'FAILED\n')
process.exitCode = isGood ? 0 : 1

async function produce(): Promise<boolean> {
  const outcome = await runProduceWorkload(plan)
  process.stdout.write(`${JSON.stringify(outcome, null, 2)}\n`)
  const { acknowledged, lost, duplicated, outOfOrder, replicas } = outcome
  return acknowledged > 0 && lost + duplicated + outOfOrder + replicas.different.length === 0
}

async function copy(): Promise<boolean> {
  const outcome = await runCopyWorkload(plan)
  process.stdout.write(`${JSON.stringify(outcome, null, 2)}\n`)
  const { sum, copiedSum, missing, duplicated, replicas } = outcome
  return sum > 0 && copiedSum === 2 * sum && missing + duplicated + replicas.different.length === 0
}

function numberOf(name: string, text: string): number {
  const value = Number(text)
  if (!Number.isFinite(value) || value <= 0) refuse(`--${name} must be a number above 0`)
  return value
}

function oneOf<const Choice extends string>(name: string, text: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((each) => each === text)
  return choice ?? refuse(`--${name} must be one of ${choices.join(', ')}`)
}

function refuse(reason: string): never {
  process.stderr.write(`${reason}\n`)
  process.exit(2)
}
