/** `text` as a sentence that another may follow: with one full stop, whether it came with one or not. */
export function asSentence(text: string): string {
  const words = text.trimEnd()
  return /[.!?…]$/.test(words) ? words : `${words}.`
}
