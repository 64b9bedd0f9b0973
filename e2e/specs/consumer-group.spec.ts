/** A group of the consumer protocol while it hands partitions over: who holds what, and what is to come. */
import { consumerGroupHeartbeat } from '#broker/wire/generated/consumer-group-heartbeat'
import { expect, test } from '../fixtures.ts'
import { demoTopic } from '../screens/demo-topic.ts'
import { bootstrapOf } from '../screens/local-cluster.ts'
import { enter, goTo } from '../screens/shell.ts'
import { coordinatorOf } from '../wire/raw-calls.ts'
import { RawClient } from '../wire/raw-client.ts'

const GROUP = 'invoice-writer'
const TOPIC = 'orders'

test('shows epochs, and partitions that leave and come', async ({ loupe }) => {
  const { page } = loupe
  await enter(page)
  const first = await RawClient.connect(await bootstrapOf(page))
  await demoTopic(first, TOPIC)
  const client = await RawClient.connect(await coordinatorOf(first, GROUP))
  const beat = (memberId: string, memberEpoch: number) =>
    client.call(
      consumerGroupHeartbeat,
      {
        groupId: GROUP,
        memberId,
        memberEpoch,
        ...(memberEpoch === 0
          ? { rebalanceTimeoutMs: 60_000, subscribedTopicNames: [TOPIC], topicPartitions: [] }
          : {}),
      },
      1,
    )
  await beat('writer-a', 0)
  await beat('writer-b', 0)
  await goTo(page, 'Consumer groups')
  const row = page.getByRole('row').filter({ hasText: GROUP })
  await expect(row).toContainText('Consumer')
  await expect(row).toContainText('Reconciling')
  await row.getByRole('link', { name: GROUP, exact: true }).click()
  await expect(page.getByText('Epoch 2', { exact: true })).toBeVisible()
  const members = page.getByRole('complementary', { name: 'Members' })
  await expect(members).toContainText('epoch 1')
  await expect(members).toContainText('epoch 2')
  await expect(members.getByTitle(/To be given up/).first()).toBeVisible()
  await expect(members.getByTitle(/To come/).first()).toBeVisible()
  await members.getByRole('option').first().click()
  await page.keyboard.press('Enter')
  await expect(page.getByText('Member epoch')).toBeVisible()
  for (const memberId of ['writer-a', 'writer-b']) await beat(memberId, -1)
  await expect(page.getByText('Empty').first()).toBeVisible()
  first.close()
  client.close()
})
