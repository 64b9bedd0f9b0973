/** ElectLeaders (key 43) on the controller's listener, served v0-v2. */
import { electLeaders as decide } from '../../controller/election-commands.ts'
import { electLeaders } from '../../wire/generated/elect-leaders.ts'
import { failElectLeaders } from '../failures.ts'
import { controllerHandler } from './services.ts'

export const controllerElectLeadersHandler = controllerHandler({
  api: electLeaders,
  versions: { min: 0, max: 2 },
  handle: async (request, { services: { controller } }) => ({
    replicaElectionResults: await controller.submit((image) => decide(image, request, controller.policy())),
  }),
  fail: failElectLeaders,
})
