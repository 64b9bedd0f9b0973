/**
 * Every screen with live data, light and dark: axe finds no serious violation. With LOUPE_SCREENSHOTS set,
 * the pictures of the README are taken on the way.
 */
import { expect, test } from '../fixtures.ts'
import { expectAccessible } from '../screens/accessibility.ts'
import { picture } from '../screens/picture.ts'
import { enter, goToAddress } from '../screens/shell.ts'

/** Name, address, and the text that tells it has its data. */
const SCREENS = [
  ['overview', '#/c/local/overview', 'clicks'],
  ['topics', '#/c/local/topics', 'orders.dead-letters'],
  ['messages', '#/c/local/topics/orders?tab=messages', 'orderId'],
  ['partitions', '#/c/local/topics/orders?tab=partitions', 'Leader'],
  ['configuration', '#/c/local/topics/orders?tab=configuration', 'retention.ms'],
  ['produce', '#/c/local/topics/orders?tab=messages&produce=true', 'Compression'],
  ['groups', '#/c/local/groups', 'click-analytics'],
  ['group', '#/c/local/groups/click-analytics', 'clicks'],
  ['brokers', '#/c/local/brokers', '127.0.0.1'],
  ['replica-map', '#/c/local/brokers?view=map', 'preferred'],
  ['events', '#/c/local/brokers?view=events', 'Seen by looking'],
  ['transactions', '#/c/local/brokers?view=transactions', 'Only open'],
  ['quorum', '#/c/local/brokers?view=quorum', 'transaction.version'],
  ['local-cluster', '#/local-cluster', 'Broker 1'],
  ['settings', '#/settings', 'Theme'],
] as const

test('lets the demo run', async ({ loupe }) => {
  await enter(loupe.page)
  await loupe.page.waitForTimeout(6_000) // rates need two samples, groups their first commits
})

for (const theme of ['light', 'dark'] as const) {
  for (const [name, address, landmark] of SCREENS) {
    test(`${name} in ${theme} has no serious violation`, async ({ loupe }) => {
      const { page } = loupe
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await goToAddress(page, address)
      await expect(page.getByText(landmark).first()).toBeVisible()
      await page.waitForTimeout(700) // figures of visible rows come after the rows
      await picture(page, `${name}-${theme}`)
      await expectAccessible(page)
    })
  }
}
