/**
 * ApiVersions (key 18), served v0-v4.
 *
 * Answers from the table of the listener it came in on, so that nothing is advertised that is not
 * served. Where the cluster is to look like an older release, less is advertised; what nodes ask of each other
 * is served all the same. A version that is not known is answered by the request loop, in version 0 with error 35.
 */
import { advertisedIn, type KafkaRelease } from '../base/kafka-releases.ts'
import { finalizedFeatures, supportedFeatures } from '../controller/features.ts'
import type { ClusterImage } from '../controller/image/cluster-image.ts'
import {
  type ApiVersionsRequest,
  type ApiVersionsResponseInput,
  apiVersions,
} from '../wire/generated/api-versions.ts'
import { errorCode } from '../wire/kafka-error.ts'
import type { HandlerTable, RequestContext, VersionRange } from './handler.ts'
import { brokerHandler } from './services.ts'

/** First version in which a client names its software. */
const NAMES_SOFTWARE_FROM = 3

const SOFTWARE_TEXT = /^[a-zA-Z0-9](?:[a-zA-Z0-9\-.]*[a-zA-Z0-9])?$/

export const API_VERSIONS_RANGE: VersionRange = { min: 0, max: 4 }

/** First version whose clients can read a feature that starts at level 0 (KAFKA-17011). */
const LEVEL_ZERO_FROM = 4

export const apiVersionsHandler = brokerHandler({
  api: apiVersions,
  versions: API_VERSIONS_RANGE,
  handle: (request, context) =>
    answerApiVersions(request, context, {
      handlers: context.services.handlers(),
      image: context.services.image,
      release: context.services.release,
    }),
})

/** The answer of any listener with a table. */
export function answerApiVersions(
  request: ApiVersionsRequest,
  context: Pick<RequestContext<unknown>, 'version' | 'connection'>,
  facts: {
    readonly handlers: HandlerTable<never>
    readonly image: ClusterImage
    readonly release: KafkaRelease
  },
): ApiVersionsResponseInput {
  if (context.version >= NAMES_SOFTWARE_FROM) {
    const { clientSoftwareName, clientSoftwareVersion } = request
    if (!SOFTWARE_TEXT.test(clientSoftwareName) || !SOFTWARE_TEXT.test(clientSoftwareVersion)) {
      return { errorCode: errorCode('INVALID_REQUEST'), apiKeys: [] }
    }
    context.connection.software.name = clientSoftwareName
    context.connection.software.version = clientSoftwareVersion
  }
  return {
    errorCode: 0,
    apiKeys: advertisedKeys(facts.handlers, facts.release),
    supportedFeatures: supportedFeatures(facts.release)
      .filter(({ min }) => min > 0 || context.version >= LEVEL_ZERO_FROM)
      .map(({ name, min, max }) => ({ name, minVersion: min, maxVersion: max })),
    finalizedFeaturesEpoch: facts.image.lastOffset,
    finalizedFeatures: finalizedFeatures(facts.image, facts.release).map(({ name, level }) => ({
      name,
      maxVersionLevel: level,
      minVersionLevel: level,
    })),
  }
}

/** Key and version range of every API in the table, as far as the release had it, by key. */
export function advertisedKeys(
  handlers: HandlerTable<never>,
  release: KafkaRelease,
): { apiKey: number; minVersion: number; maxVersion: number }[] {
  return [...handlers.values()]
    .flatMap(({ api, versions }) => {
      const range = advertisedIn(release, api.key, versions)
      return range === null ? [] : [{ apiKey: api.key, minVersion: range.min, maxVersion: range.max }]
    })
    .sort((a, b) => a.apiKey - b.apiKey)
}
