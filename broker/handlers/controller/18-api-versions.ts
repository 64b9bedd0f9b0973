/** ApiVersions (key 18) on the controller's listener, served v0-v4: for nodes, which are all of the newest release. */
import { NEWEST_RELEASE } from '../../base/kafka-releases.ts'
import { apiVersions } from '../../wire/generated/api-versions.ts'
import { API_VERSIONS_RANGE, answerApiVersions } from '../18-api-versions.ts'
import { controllerHandler } from './services.ts'

export const controllerApiVersionsHandler = controllerHandler({
  api: apiVersions,
  versions: API_VERSIONS_RANGE,
  handle: (request, context) =>
    answerApiVersions(request, context, {
      handlers: context.services.handlers(),
      image: context.services.controller.image,
      release: NEWEST_RELEASE,
    }),
})
