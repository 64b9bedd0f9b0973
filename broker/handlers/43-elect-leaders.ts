/** ElectLeaders (key 43), served v0-v2. The controller carries it out. */
import { electLeaders } from '../wire/generated/elect-leaders.ts'
import { failElectLeaders } from './failures.ts'
import { forwarded } from './forward.ts'

export const electLeadersHandler = forwarded({
  api: electLeaders,
  versions: { min: 0, max: 2 },
  fail: failElectLeaders,
})
