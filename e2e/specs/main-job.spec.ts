/** The main job, as one user does it: see the demo data, make a topic, produce, find, watch lag, stop a broker. */
import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../fixtures.ts'
import { enter, goTo, NAVIGATION } from '../screens/shell.ts'

test.describe.configure({ mode: 'serial' })

const TOPIC = 'e2e.letters'
/** Above 2^53: a double would show …992. */
const EXACT = '9007199254740993'

test('starts with a cluster, and every page is one click away', async ({ loupe }) => {
  const { page } = loupe
  await enter(page)
  await expect(page.getByText('Running').first()).toBeVisible()
  for (const name of NAVIGATION)
    await expect(page.getByRole('link', { name, exact: true }).first()).toBeVisible()
})

test('shows the demo data flowing', async ({ loupe }) => {
  const { page } = loupe
  await goTo(page, 'Topics')
  for (const topic of ['orders', 'payments', 'clicks', 'customers', 'orders.dead-letters']) {
    await expect(page.getByRole('link', { name: topic, exact: true })).toBeVisible()
  }
  await page.getByRole('link', { name: 'orders', exact: true }).click()
  await expect(page.getByRole('grid', { name: 'Records of orders' })).toContainText('orderId')
})

test('creates a topic', async ({ loupe }) => {
  const { page } = loupe
  await goTo(page, 'Topics')
  await page.getByRole('button', { name: 'Create topic' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: false }).first().fill(TOPIC)
  await dialog.getByRole('button', { name: /^Create/ }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText(TOPIC).first()).toBeVisible()
})

test('refuses a topic name that Kafka would refuse, in words', async ({ loupe }) => {
  const { page } = loupe
  await goTo(page, 'Topics')
  await page.getByRole('button', { name: 'Create topic' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: false }).first().fill('not a name')
  await dialog.getByRole('button', { name: /^Create/ }).click()
  await expect(dialog).toContainText(/letters, digits/i)
  await page.keyboard.press('Escape')
})

test('produces in the editor and finds the record, nothing rounded', async ({ loupe }) => {
  const { page } = loupe
  await goTo(page, 'Topics')
  await page.getByRole('link', { name: TOPIC, exact: true }).click()
  await page.getByRole('button', { name: 'Produce', exact: true }).first().click()
  const panel = page.getByRole('region', { name: `Produce to ${TOPIC}` })
  await panel.getByRole('radiogroup', { name: 'Key is' }).getByRole('radio', { name: 'Text' }).click()
  await typeInto(page, panel.locator('.produce-payload--key .monaco-editor'), 'letter-1')
  await typeInto(
    page,
    panel.locator('.produce-payload:not(.produce-payload--key) .monaco-editor'),
    `{"id":${EXACT},"to":"Zürich"}`,
  )
  await panel.getByRole('button', { name: 'Produce', exact: true }).click()
  await expect(panel.getByRole('status')).toContainText('@0')
  const grid = page.getByRole('grid', { name: `Records of ${TOPIC}` })
  await expect(grid).toContainText('letter-1')
  await expect(grid).toContainText(EXACT)
})

test('opens further editors, from null to text and as a copy of a record', async ({ loupe }) => {
  const { page } = loupe
  const panel = page.getByRole('region', { name: `Produce to ${TOPIC}` })
  const values = panel.getByRole('radiogroup', { name: 'Value is' })
  await values.getByRole('radio', { name: 'Null' }).click()
  await values.getByRole('radio', { name: 'Text' }).click()
  await expect(panel.locator('.produce-payload:not(.produce-payload--key) .monaco-editor')).toBeVisible()
  await page
    .getByRole('grid', { name: `Records of ${TOPIC}` })
    .getByText('letter-1')
    .click()
  await page.getByRole('button', { name: 'Edit as new' }).click()
  await expect(panel.locator('.produce-payload:not(.produce-payload--key) .monaco-editor')).toContainText(
    'to',
  )
})

test('finds one record among many by its text', async ({ loupe }) => {
  const { page } = loupe
  await page.getByRole('textbox', { name: 'Records that contain' }).fill('nowhere to be found')
  await expect(page.getByText('No record contains that')).toBeVisible()
  await page.getByRole('textbox', { name: 'Records that contain' }).fill('Zürich')
  await expect(page.getByRole('grid', { name: `Records of ${TOPIC}` })).toContainText('letter-1')
})

test('shows a live tail that moves', async ({ loupe }) => {
  const { page } = loupe
  await goTo(page, 'Topics')
  await page.getByRole('link', { name: 'clicks', exact: true }).click()
  await page.getByRole('combobox', { name: 'Read from' }).or(page.getByLabel('Read from')).first().click()
  await page.getByRole('option', { name: 'Live tail' }).click()
  await expect(page.getByText('following')).toBeVisible()
  await expect(page.getByRole('grid', { name: 'Records of clicks' })).toContainText('session')
})

test('shows the lag of the slow group moving', async ({ loupe }) => {
  const { page } = loupe
  await goTo(page, 'Consumer groups')
  await expect(page.getByRole('link', { name: 'order-fulfilment', exact: true })).toBeVisible({
    timeout: 30_000,
  })
  await page.getByRole('link', { name: 'click-analytics', exact: true }).click()
  const lag = page.getByText('records behind').first().locator('..')
  await expect(lag).toBeVisible({ timeout: 30_000 })
  const before = await lag.textContent()
  await expect.poll(() => lag.textContent(), { timeout: 30_000 }).not.toBe(before)
})

test('stops a broker, shows what that means, and starts it again', async ({ loupe }) => {
  const { page } = loupe
  await goTo(page, 'Local cluster')
  const card = page.getByRole('article', { name: 'Broker 2' })
  await card.getByRole('button', { name: 'Stop broker 2' }).click()
  await confirmIfAsked(page)
  await expect(card).toContainText('Stopped')
  await goTo(page, 'Overview')
  await expect(page.getByText(/Broker 2 is down.*under-replicated; all have a leader/).first()).toBeVisible({
    timeout: 15_000,
  })
  await goTo(page, 'Local cluster')
  await card.getByRole('button', { name: 'Start broker 2' }).click()
  await expect(card).toContainText('Running', { timeout: 20_000 })
})

test('has said nothing wrong on the console', async ({ loupe }) => {
  expect(loupe.pageErrors).toEqual([])
})

async function confirmIfAsked(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog')
  await page.waitForTimeout(200) // a question may be on its way in
  if (await dialog.isVisible()) await dialog.getByRole('button', { name: /^Stop/ }).click()
}

async function typeInto(page: Page, editor: Locator, text: string): Promise<void> {
  await editor.click()
  await page.keyboard.insertText(text)
}
