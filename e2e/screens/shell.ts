/** The frame around every screen, as a user works it. */
import { expect, type Page } from '@playwright/test'

/** The navigation links, named as the issue names them. */
export const NAVIGATION = [
  'Overview',
  'Topics',
  'Consumer groups',
  'Brokers',
  'Local cluster',
  'Settings',
] as const

/** Leaves the first-run page if it is shown, and waits for the local cluster to serve. */
export async function enter(page: Page): Promise<void> {
  const open = page.getByRole('button', { name: 'Open local cluster' })
  const nav = page.getByRole('link', { name: 'Topics', exact: true })
  await expect(nav).toBeVisible({ timeout: 30_000 })
  await page.waitForTimeout(300) // the first-run page may still be on its way in
  if (await open.isVisible()) await open.click()
  await goTo(page, 'Local cluster')
  await expect(page.getByText('127.0.0.1:').first()).toBeVisible({ timeout: 30_000 })
}

export async function goTo(page: Page, name: (typeof NAVIGATION)[number]): Promise<void> {
  await page.getByRole('link', { name, exact: true }).first().click()
}

/** Goes where a link would, by what stands behind the `#`. */
export async function goToAddress(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash
  }, address)
}
