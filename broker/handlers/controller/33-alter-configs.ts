/** AlterConfigs (key 33) on the controller's listener, served v0-v2. */
import { alterConfigs as decide } from '../../controller/config-commands.ts'
import { alterConfigs } from '../../wire/generated/alter-configs.ts'
import { failAlterConfigs } from '../failures.ts'
import { controllerHandler } from './services.ts'

export const controllerAlterConfigsHandler = controllerHandler({
  api: alterConfigs,
  versions: { min: 0, max: 2 },
  handle: async (request, { services }) => ({
    responses: await services.controller.submit((image) => decide(image, request, services.staticConfigs)),
  }),
  fail: failAlterConfigs,
})
