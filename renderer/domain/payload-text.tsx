import { memo } from 'react'
import { tokenizeJson } from '../lib/json-lossless.ts'
import './domain.css'

export interface PayloadTextProps {
  readonly kind: 'null' | 'empty' | 'json' | 'text' | 'binary'
  readonly text: string
  readonly isTruncated?: boolean
  /** On one line, cut by its box; otherwise wrapped as it is. */
  readonly isInline?: boolean
}

/** Above this a text is shown in one colour: colouring would cost more than it tells. */
const MAX_COLOURED_CHARACTERS = 100_000

/** Bytes of a key, value or header as text. Null and empty are words of their own, not blanks. */
export const PayloadText = memo(function PayloadText(props: PayloadTextProps) {
  const { kind, text, isTruncated, isInline } = props
  const className = isInline === true ? 'payload mono truncate' : 'payload payload--block mono'
  if (kind === 'null') return <span className="payload-word">null</span>
  if (kind === 'empty') return <span className="payload-word">empty</span>
  const tokens =
    kind === 'json' && isTruncated !== true && text.length <= MAX_COLOURED_CHARACTERS
      ? tokenizeJson(text)
      : null
  return (
    <span className={className}>
      {kind === 'binary' && <span className="payload-word">hex </span>}
      {tokens === null
        ? text
        : tokens.map((token) => (
            <span key={token.start} className={`json-${token.type}`}>
              {text.slice(token.start, token.end)}
            </span>
          ))}
      {isTruncated === true && <span className="payload-word"> …</span>}
    </span>
  )
})
