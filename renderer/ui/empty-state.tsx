import { type ReactNode, useState } from 'react'
import { Button } from './button.tsx'
import './empty-state.css'

export interface EmptyStateProps {
  /** What is not there. */
  readonly title: string
  /** What this place is for. */
  readonly children?: ReactNode
  /** The one thing to do next. */
  readonly action?: ReactNode
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <p className="empty-title">{title}</p>
      {children !== undefined && <div className="empty-text">{children}</div>}
      {action !== undefined && <div className="empty-action">{action}</div>}
    </div>
  )
}

export interface ErrorStateProps {
  readonly title: string
  /** What happened, what it means and what to try. */
  readonly message: string
  readonly onRetry?: (() => void) | undefined
  /** Folded away: codes and names for those who look closer. */
  readonly details?: Readonly<Record<string, string>> | undefined
}

export function ErrorState({ title, message, onRetry, details }: ErrorStateProps) {
  const [isOpen, setIsOpen] = useState(false)
  const entries = Object.entries(details ?? {})
  return (
    <div className="empty-state error-state" role="alert">
      <p className="empty-title">{title}</p>
      <p className="empty-text">{message}</p>
      <div className="empty-action row">
        {onRetry !== undefined && <Button onClick={onRetry}>Retry</Button>}
        {entries.length > 0 && (
          <Button variant="quiet" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {isOpen ? 'Hide details' : 'Details'}
          </Button>
        )}
      </div>
      {isOpen && (
        <dl className="error-details mono">
          {entries.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}
