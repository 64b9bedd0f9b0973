import { formatInteger } from './format-number.ts'

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const

/** `1258291` → `1.2 MiB`; one decimal below ten units, none above a hundred. */
export function formatBytes(bytes: number): string {
  const magnitude = Math.abs(bytes)
  let exponent = 0
  let scaled = magnitude
  while (scaled >= 999.5 && exponent < UNITS.length - 1) {
    scaled /= 1024
    exponent += 1
  }
  const digits = exponent === 0 || scaled >= 99.95 ? 0 : 1
  return `${bytes < 0 ? '\u2212' : ''}${scaled.toFixed(digits)} ${UNITS[exponent]}`
}

/** `312.4` → `312 rec/s`; below ten keeps one decimal, so that a trickle is not shown as nothing. */
export function formatRate(perSec: number, unit = 'rec'): string {
  if (perSec === 0) return `0 ${unit}/s`
  if (perSec < 0.1) return `<0.1 ${unit}/s`
  if (perSec < 9.95) return `${perSec.toFixed(1)} ${unit}/s`
  return `${formatInteger(Math.round(perSec))} ${unit}/s`
}

/** `2048` → `2.0 KiB/s`. */
export function formatBytesRate(bytesPerSec: number): string {
  return `${formatBytes(bytesPerSec)}/s`
}

const SIZE_FACTORS: Readonly<Record<string, number>> = {
  b: 1,
  k: 1024,
  kb: 1024,
  kib: 1024,
  m: 1024 ** 2,
  mb: 1024 ** 2,
  mib: 1024 ** 2,
  g: 1024 ** 3,
  gb: 1024 ** 3,
  gib: 1024 ** 3,
  t: 1024 ** 4,
  tb: 1024 ** 4,
  tib: 1024 ** 4,
}

/** `10MB` → 10485760; null when it is no size. Units are binary, as they are everywhere in Loupe. */
export function parseBytes(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim())
  if (match === null) return null
  const factor = SIZE_FACTORS[(match[2] === '' ? 'b' : (match[2] ?? 'b')).toLowerCase()]
  return factor === undefined ? null : Math.round(Number(match[1]) * factor)
}
