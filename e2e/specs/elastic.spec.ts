/**
 * The local cluster changed from its page: a broker added and removed, one cut off and healed, a slow disk;
 * and the quorum, which sees the brokers come and go. With LOUPE_SCREENSHOTS set, pictures are taken.
 */
import { expect, test } from '../fixtures.ts'
import { expectAccessible } from '../screens/accessibility.ts'
import { card, choose } from '../screens/local-cluster.ts'
import { picture } from '../screens/picture.ts'
import { enter, goTo, goToAddress } from '../screens/shell.ts'

test.describe.configure({ mode: 'serial' })

test('adds a broker, and the quorum has one more observer', async ({ loupe: { page } }) => {
  await enter(page)
  await expect(card(page, 'Broker 3').getByText('Running')).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Cluster actions' }).click()
  await page.getByRole('menuitem', { name: 'Add a broker…' }).click()
  await picture(page, 'add-broker')
  await page.getByRole('button', { name: 'Add broker', exact: true }).click()
  await expect(card(page, 'Broker 4').getByText('Running')).toBeVisible({ timeout: 30_000 })
  await goToAddress(page, '#/c/local/brokers?view=quorum')
  const observers = page.getByRole('row').filter({ hasText: 'observer' })
  await expect(observers).toHaveCount(4, { timeout: 30_000 })
  await expect(page.getByRole('row', { name: 'leader Leads' })).toContainText('101')
  await goTo(page, 'Local cluster')
})

test('cuts a broker off and heals the network', async ({ loupe: { page } }) => {
  await choose(page, 'Broker 2', 'Cut off…')
  await picture(page, 'cut-off')
  await page.getByRole('button', { name: 'Cut off', exact: true }).click()
  await expect(card(page, 'Broker 2').getByText('cut off from')).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'The network is cut' })).toBeVisible()
  await choose(page, 'Broker 3', 'Slow disk…')
  await page.getByRole('button', { name: 'Slow it down' }).click()
  await expect(card(page, 'Broker 3').getByText('more per write')).toBeVisible()
  await picture(page, 'faults')
  await expectAccessible(page)
  await choose(page, 'Broker 3', 'Disk at full speed')
  await page.getByRole('button', { name: 'Heal', exact: true }).click()
  await expect(page.getByText('cut off from')).toHaveCount(0)
  await expect(page.getByText('more per write')).toHaveCount(0)
})

test('moves replicas away from a broker and removes it', async ({ loupe: { page } }) => {
  await choose(page, 'Broker 1', 'Move replicas away and remove…')
  await picture(page, 'remove')
  await page.getByRole('button', { name: 'Move and remove' }).click()
  const line = page.getByRole('status').filter({ hasText: /Removing broker 1|Broker removed/ })
  await expect(line).toBeVisible({ timeout: 30_000 })
  await picture(page, 'removing')
  await expect(page.getByRole('status').filter({ hasText: 'Broker removed' })).toBeVisible({
    timeout: 60_000,
  })
  await expect(card(page, 'Broker 1')).toHaveCount(0)
  await expect(card(page, 'Broker 4').getByText('Running')).toBeVisible()
})

test('refuses to remove a broker whose replicas have nowhere to go, and says why', async ({
  loupe: { page, pageErrors },
}) => {
  await choose(page, 'Broker 2', 'Move replicas away and remove…')
  await page.getByRole('button', { name: 'Move and remove' }).click()
  await expect(page.getByText('has 3 replicas, and only 2 other brokers run')).toBeVisible({
    timeout: 30_000,
  })
  await picture(page, 'refused')
  await page.getByRole('button', { name: 'Cancel' }).click()
  expect(pageErrors).toEqual([])
})
