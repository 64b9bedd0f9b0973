/** IncrementalAlterConfigs (key 44), served v0-v1. The controller carries it out: set, delete, append, subtract. */
import { incrementalAlterConfigs } from '../wire/generated/incremental-alter-configs.ts'
import { failAlterConfigs } from './failures.ts'
import { forwarded } from './forward.ts'

export const incrementalAlterConfigsHandler = forwarded({
  api: incrementalAlterConfigs,
  versions: { min: 0, max: 1 },
  fail: failAlterConfigs,
})
