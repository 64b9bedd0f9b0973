import type { CSSProperties } from 'react'

const COLOR_NAMES = ['Blue', 'Orange', 'Green', 'Purple', 'Olive', 'Cyan', 'Rose', 'Indigo', 'Brown'] as const

/** One of the nine colours a connection can have. */
export function ColorPicker({
  value,
  onChange,
}: {
  readonly value: number
  readonly onChange: (color: number) => void
}) {
  return (
    <div className="stack">
      <span className="mantine-InputWrapper-label">Colour</span>
      <div className="color-picker" role="radiogroup" aria-label="Colour">
        {COLOR_NAMES.map((name, color) => (
          <button
            key={name}
            type="button"
            role="radio"
            aria-label={name}
            aria-checked={color === value}
            title={name}
            style={{ '--square': `var(--cat-${color})` } as CSSProperties}
            onClick={() => onChange(color)}
          />
        ))}
      </div>
    </div>
  )
}
