/** IncrementalAlterConfigs (key 44) on the controller's listener, served v0-v1. */
import { incrementalAlterConfigs as decide } from '../../controller/config-commands.ts'
import { incrementalAlterConfigs } from '../../wire/generated/incremental-alter-configs.ts'
import { failAlterConfigs } from '../failures.ts'
import { controllerHandler } from './services.ts'

export const controllerIncrementalAlterConfigsHandler = controllerHandler({
  api: incrementalAlterConfigs,
  versions: { min: 0, max: 1 },
  handle: async (request, { services }) => ({
    responses: await services.controller.submit((image) => decide(image, request, services.staticConfigs)),
  }),
  fail: failAlterConfigs,
})
