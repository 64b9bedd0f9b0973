/** AlterConfigs (key 33), served v0-v2. The controller carries it out: it replaces all overrides of a resource. */
import { alterConfigs } from '../wire/generated/alter-configs.ts'
import { failAlterConfigs } from './failures.ts'
import { forwarded } from './forward.ts'

export const alterConfigsHandler = forwarded({
  api: alterConfigs,
  versions: { min: 0, max: 2 },
  fail: failAlterConfigs,
})
