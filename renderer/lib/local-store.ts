/**
 * What the page itself remembers between reloads: tabs, widths, folds. Nothing here is needed to work, so
 * a full, blocked or garbled storage only means defaults.
 */
const PREFIX = 'loupe.'

export function readStored<T>(key: string, parse: (value: unknown) => T | null): T | null {
  try {
    const text = localStorage.getItem(PREFIX + key)
    return text === null ? null : parse(JSON.parse(text))
  } catch {
    return null
  }
}

export function writeStored(key: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value))
  } catch {
    // Storage is full or blocked; the page works without it.
  }
}

/** Parses for `readStored`. */
export function asNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

export function asBoolean(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null
}

export function asStringList(value: unknown): readonly string[] | null {
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : null
}
