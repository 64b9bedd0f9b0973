/** The page's one clock, so that a test of a time can name its only source. */
export function nowMs(): number {
  return Date.now()
}
