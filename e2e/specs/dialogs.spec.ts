/** Dialogs in a window of 1280 by 800: what came of them and their buttons are in view, however long they are. */
import { expect, test } from '../fixtures.ts'
import { enter, goTo } from '../screens/shell.ts'

test.describe.configure({ mode: 'serial' })

test('a connection test shows its result and the buttons', async ({ loupe }) => {
  const { page } = loupe
  await page.setViewportSize({ width: 1280, height: 800 })
  await enter(page)
  await page.locator('.connection-button').click()
  await page.getByRole('menuitem', { name: 'Add connection' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Bootstrap servers').fill('127.0.0.1:1,127.0.0.1:2,127.0.0.1:3')
  await dialog.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(dialog.getByText(/steps? failed/)).toBeInViewport({ ratio: 1, timeout: 20_000 })
  await expect(dialog.getByRole('button', { name: 'Save and open' })).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('Escape')
})

test('a topic name that is taken is flagged while it is typed', async ({ loupe }) => {
  const { page } = loupe
  await goTo(page, 'Topics')
  await expect(page.getByRole('link', { name: 'orders', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Create topic' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: true }).fill('orders')
  await expect(dialog.getByText('exists already')).toBeInViewport({ ratio: 1 })
  await expect(dialog.getByRole('button', { name: /^Create/ })).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('Escape')
})
