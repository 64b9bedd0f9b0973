/** The page of the local cluster, as a user works it. */
import type { Page } from '@playwright/test'

/** The card of a node: `Broker 2`, `Controller 101`. */
export const card = (page: Page, name: string) => page.getByRole('article', { name, exact: true })

/** Chooses an entry of a node's menu. */
export async function choose(page: Page, node: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: `${node} actions` }).click()
  await page.getByRole('menuitem', { name: entry }).click()
}

/** `host:port` of a broker, as the page tells it. */
export async function bootstrapOf(page: Page): Promise<string> {
  const text = await page
    .getByText(/127\.0\.0\.1:\d+/)
    .first()
    .textContent()
  return /127\.0\.0\.1:\d+/.exec(text ?? '')?.[0] ?? ''
}
