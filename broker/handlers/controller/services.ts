/** What the controller listener's handlers may call. */
import type { Clock } from '../../base/clock.ts'
import type { Controller } from '../../controller/controller.ts'
import type { CreateFacts } from '../../controller/topic-commands.ts'
import { defineHandler, type HandlerTable } from '../handler.ts'

/** A voter, and where it listens. */
export interface VoterAddress {
  readonly nodeId: number
  readonly host: string
  readonly port: number
}

/** Name of the listener that voters and brokers use. */
export const CONTROLLER_LISTENER = 'CONTROLLER'

export interface ControllerServices {
  readonly controller: Controller
  readonly clock: Clock
  /** Where the voters of the quorum listen. */
  readonly voters: () => readonly VoterAddress[]
  readonly createFacts: CreateFacts
  /** Static configs, the same on every node of the cluster. */
  readonly staticConfigs: ReadonlyMap<string, string>
  readonly handlers: () => HandlerTable<ControllerServices>
}

/** Declares a handler of the controller's listener. */
export const controllerHandler = defineHandler<ControllerServices>()
