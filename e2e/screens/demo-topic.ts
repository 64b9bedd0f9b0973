/** A topic of the demo, which makes it a moment after the cluster is up. */
import { expect } from '@playwright/test'
import { metadata } from '#broker/wire/generated/metadata'
import type { RawClient } from '../wire/raw-client.ts'

/** Waits until it is there; resolves with its id. */
export async function demoTopic(client: RawClient, name: string): Promise<string> {
  let topicId = ''
  await expect
    .poll(async () => {
      const { topics } = await client.call(
        metadata,
        { topics: [{ name }], allowAutoTopicCreation: false },
        12,
      )
      topicId = topics[0]?.topicId ?? ''
      return topics[0]?.errorCode
    })
    .toBe(0)
  return topicId
}
