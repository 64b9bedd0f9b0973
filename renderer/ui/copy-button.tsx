import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { copyText } from '../lib/clipboard.ts'
import { IconButton } from './button.tsx'

export interface CopyButtonProps {
  readonly text: string
  /** What is copied: `bootstrap servers`. */
  readonly what: string
  readonly isSmall?: boolean
}

export function CopyButton({ text, what, isSmall }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'idle' | 'done' | 'failed'>('idle')
  useEffect(() => {
    if (outcome === 'idle') return
    const timer = setTimeout(() => setOutcome('idle'), 1_500)
    return () => clearTimeout(timer)
  }, [outcome])
  const label = outcome === 'done' ? 'Copied' : outcome === 'failed' ? 'Copying was refused' : `Copy ${what}`
  return (
    <IconButton
      label={label}
      isSmall={isSmall === true}
      icon={outcome === 'done' ? <Check size={13} /> : <Copy size={13} />}
      onClick={() => {
        void copyText(text).then((isCopied) => setOutcome(isCopied ? 'done' : 'failed'))
      }}
    />
  )
}
