/** A share group while two members work one topic off together: who reads what, and what is not done with. */
import { expect, test } from '../fixtures.ts'
import { expectAccessible } from '../screens/accessibility.ts'
import { demoTopic } from '../screens/demo-topic.ts'
import { bootstrapOf } from '../screens/local-cluster.ts'
import { picture } from '../screens/picture.ts'
import { enter, goTo } from '../screens/shell.ts'
import { RawClient } from '../wire/raw-client.ts'
import { ShareLedger, ShareReader } from '../wire/share-reader.ts'

const GROUP = 'label-printers'
const TOPIC = 'orders'

test('shows a share group with its members, and deletes it when they have left', async ({ loupe }) => {
  const { page } = loupe
  await enter(page)
  const bootstrap = await bootstrapOf(page)
  const client = await RawClient.connect(bootstrap)
  const topicId = await demoTopic(client, TOPIC)
  client.close()
  const ledger = new ShareLedger()
  const readers = ['printer-a', 'printer-b'].map(
    (memberId) =>
      new ShareReader({ group: GROUP, topic: { name: TOPIC, topicId }, memberId }, ledger, () => [bootstrap]),
  )
  try {
    await goTo(page, 'Consumer groups')
    const row = page.getByRole('row').filter({ hasText: GROUP })
    await expect(row).toContainText('Share')
    await expect(row).toContainText(TOPIC)
    await row.getByRole('link', { name: GROUP, exact: true }).click()
    await expect(page.getByText(/Stable, 2 members, simple/)).toBeVisible()
    await expect(page.getByText(/records? not done with/)).toBeVisible()
    const table = page.getByRole('grid', { name: 'Partitions of the group' })
    await expect(table.getByRole('columnheader', { name: 'Start offset' })).toBeVisible()
    await expect(table.getByRole('columnheader', { name: 'Members' })).toBeVisible()
    await expect(page.getByText('Committed')).toHaveCount(0)
    const members = page.getByRole('complementary', { name: 'Members' })
    await expect(members.getByRole('option')).toHaveCount(2)
    await expect(members.getByText(/Nobody reads/)).toHaveCount(0)
    await expect.poll(() => ledger.confirmed.size).toBeGreaterThan(0)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.waitForTimeout(700) // colours change at once, figures every second
      await picture(page, `share-group-${colorScheme}`)
      await expectAccessible(page)
    }
    const member = members.getByRole('option').first()
    await member.click()
    await expect(member).toHaveAttribute('aria-selected', 'true')
    const epoch = page.getByText('Member epoch')
    if (!(await epoch.isVisible())) await page.keyboard.press('Enter') // the inspector may be open from before
    await expect(epoch).toBeVisible()
    await expect(page.getByText('Lag, shared')).toBeVisible()
    await picture(page, 'share-group-member')
  } finally {
    await Promise.all(readers.map((reader) => reader.stop()))
  }
  expect(ledger.violations).toEqual([])
  await expect(page.getByText('Empty').first()).toBeVisible()
  await expect(page.getByText(/stays stored until the group is deleted/).first()).toBeVisible()
  await page.getByRole('button', { name: 'Group actions' }).click()
  await page.getByRole('menuitem', { name: 'Delete group…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete share group' })
  await expect(dialog).toContainText('share.auto.offset.reset')
  await dialog.getByRole('textbox').fill(GROUP)
  await dialog.getByRole('button', { name: 'Delete group' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'click-analytics' })).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: GROUP })).toHaveCount(0)
})
