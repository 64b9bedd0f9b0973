/**
 * What the pages say while something is wrong with the local cluster: a broker killed, cut off or frozen, and
 * the controller down. With LOUPE_SCREENSHOTS set, pictures are taken.
 */
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { expectAccessible } from '../screens/accessibility.ts'
import { card, choose } from '../screens/local-cluster.ts'
import { picture } from '../screens/picture.ts'
import { enter, goTo, goToAddress } from '../screens/shell.ts'

/** A controller that is down is told of by its supervisor; nothing has to run into a time-out first. */
const AT_ONCE = { timeout: 3_000 }

const fact = (page: Page, name: string, of: string) =>
  card(page, name).locator('dl > div').filter({ hasText: of }).locator('dd')

test.describe.configure({ mode: 'serial', timeout: 60_000 })

test('a broker that is cut off is fenced, and its leadership is not counted', async ({ loupe: { page } }) => {
  await enter(page)
  await expect(card(page, 'Broker 3').getByText('Running')).toBeVisible({ timeout: 30_000 })
  await choose(page, 'Broker 3', 'Cut off…')
  await page.getByRole('button', { name: 'Cut off', exact: true }).click()
  await expect(card(page, 'Broker 3').getByText('Fenced')).toBeVisible()
  await expect(card(page, 'Broker 3').getByText('the others do not hear it')).toBeVisible()
  await expect(fact(page, 'Broker 3', 'Leads')).toContainText('–')
  await expect(page.getByText('2 of 3 brokers up').first()).toBeVisible()
  await expect(page.getByText('Degraded')).toBeVisible()
  await expect(page.getByText('broker 3 fenced', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Stop cluster' })).toBeVisible()
  await picture(page, 'fenced')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Heal', exact: true }).click()
  await expect(card(page, 'Broker 3').getByText('Running')).toBeVisible()
})

test('the address of a broker that is not there says so', async ({ loupe: { page } }) => {
  await goToAddress(page, '#/c/local/brokers/99')
  const notice = page.getByRole('status').filter({ hasText: 'There is no broker 99 in this cluster.' })
  await expect(notice).toBeVisible()
  await expectAccessible(page)
  await goToAddress(page, '#/c/local/brokers/2')
  await expect(page.getByRole('heading', { name: 'Configuration of broker 2' })).toBeVisible()
  await expect(notice).toHaveCount(0)
  await goToAddress(page, '#/c/local/brokers/99')
  await notice.getByRole('button', { name: 'Dismiss' }).click()
  await expect(notice).toHaveCount(0)
  await goTo(page, 'Local cluster')
})

test('the brokers are listed while one of them stands still', async ({ loupe: { page } }) => {
  await choose(page, 'Broker 1', 'Freeze…')
  await page.getByRole('button', { name: 'Freeze', exact: true }).click()
  await expect(card(page, 'Broker 1').getByText('Frozen')).toBeVisible()
  await goToAddress(page, '#/c/local/brokers')
  const frozen = page.getByRole('row').filter({ hasText: 'Frozen' })
  await expect(frozen).toBeVisible(AT_ONCE)
  await expect(frozen).toContainText('–')
  await expect(page.getByRole('row').filter({ hasText: 'Up' })).toHaveCount(2)
  await picture(page, 'brokers-frozen')
  await goTo(page, 'Local cluster')
  await page.getByRole('button', { name: 'Thaw broker 1' }).click()
  await expect(card(page, 'Broker 1').getByText('Running')).toBeVisible()
})

test('a killed broker has no rates', async ({ loupe: { page } }) => {
  await choose(page, 'Broker 2', 'Kill, as a crash would…')
  await page.getByRole('button', { name: 'Kill', exact: true }).click()
  await expect(card(page, 'Broker 2').getByText('Killed')).toBeVisible()
  for (const of of ['Records in', 'Bytes in', 'Bytes out', 'Clients']) {
    await expect(fact(page, 'Broker 2', of)).toContainText('–')
  }
  await picture(page, 'killed')
  await page.getByRole('button', { name: 'Start broker 2' }).click()
  await expect(card(page, 'Broker 2').getByText('Running')).toBeVisible()
})

test('the quorum says that nobody leads while the controller is down, and comes back', async ({
  loupe: { page, pageErrors },
}) => {
  await choose(page, 'Controller 101', 'Kill, as a crash would…')
  await page.getByRole('button', { name: 'Kill', exact: true }).click()
  await expect(card(page, 'Controller 101').getByText('Killed')).toBeVisible()
  await page.getByRole('button', { name: 'Cluster actions' }).click()
  const add = page.getByRole('menuitem', { name: 'Add a broker…' })
  await expect(add).toContainText('Controller 101 is down')
  await picture(page, 'add-without-controller')
  await page.keyboard.press('Escape')
  await goToAddress(page, '#/c/local/brokers?view=quorum')
  const problem = page
    .getByRole('alert')
    .filter({ hasText: 'Controller 101 is down: nobody leads the quorum.' })
  await expect(problem).toBeVisible(AT_ONCE)
  await picture(page, 'quorum-unknown')
  await goTo(page, 'Local cluster')
  await page.getByRole('button', { name: 'Start controller 101' }).click()
  await goToAddress(page, '#/c/local/brokers?view=quorum')
  await expect(page.getByRole('row', { name: 'leader Leads' })).toContainText('101', { timeout: 30_000 })
  await expect(problem).toHaveCount(0)
  await goTo(page, 'Local cluster')
  await choose(page, 'Controller 101', 'Kill, as a crash would…')
  await page.getByRole('button', { name: 'Kill', exact: true }).click()
  await goToAddress(page, '#/c/local/brokers?view=quorum')
  await expect(problem).toContainText('Shown is what was known', AT_ONCE)
  await expect(page.getByText('was 101')).toBeVisible()
  await picture(page, 'quorum-last-known')
  await expectAccessible(page)
  await goTo(page, 'Local cluster')
  await page.getByRole('button', { name: 'Start controller 101' }).click()
  await goToAddress(page, '#/c/local/brokers?view=quorum')
  await expect(page.getByRole('row', { name: 'leader Leads' })).toContainText('101', { timeout: 30_000 })
  expect(pageErrors).toEqual([])
})
