/** The package starts, with every thread of it: broker workers are loaded from inside the archive. */
import { expect, test } from '../fixtures.ts'
import { enter, goTo } from '../screens/shell.ts'

test('starts with its cluster and demo data', async ({ loupe }) => {
  const { page } = loupe
  await enter(page)
  await goTo(page, 'Topics')
  await expect(page.getByRole('link', { name: 'orders', exact: true })).toBeVisible({ timeout: 30_000 })
  await page.getByRole('link', { name: 'orders', exact: true }).click()
  await expect(page.getByRole('grid', { name: 'Records of orders' })).toContainText('orderId')
  expect(loupe.pageErrors).toEqual([])
})
