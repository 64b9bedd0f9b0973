import './key-hint.css'

const isMac = typeof navigator !== 'undefined' && navigator.userAgent.includes('Mac')

/** Keys such as `mod+k` as they are called on this machine. */
export function keyNames(keys: string): readonly string[] {
  return keys.split('+').map((key) => {
    if (key === 'mod') return isMac ? '⌘' : 'Ctrl'
    if (key === 'shift') return isMac ? '⇧' : 'Shift'
    if (key === 'alt') return isMac ? '⌥' : 'Alt'
    return key.length === 1 ? key.toUpperCase() : key
  })
}

export function KeyHint({ keys }: { readonly keys: string }) {
  return (
    <span className="key-hint">
      {keyNames(keys).map((name) => (
        <kbd key={name}>{name}</kbd>
      ))}
    </span>
  )
}
