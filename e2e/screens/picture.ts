/** Pictures of pages on the way through a test. */
import path from 'node:path'
import type { Page } from '@playwright/test'

/** Folder of the pictures; none are taken without it. */
const PICTURES = process.env['LOUPE_SCREENSHOTS']

/** Takes `NAME.png` where LOUPE_SCREENSHOTS names a folder. */
export async function picture(page: Page, name: string): Promise<void> {
  if (PICTURES !== undefined) await page.screenshot({ path: path.join(PICTURES, `${name}.png`) })
}
