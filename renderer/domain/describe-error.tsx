import { AppError } from '#contract/errors'
import { ErrorState } from '../ui/empty-state.tsx'

/** The sentence of an error, as it is shown. */
export function errorMessage(error: unknown): string {
  return error instanceof AppError
    ? error.message
    : 'Something in Loupe failed. Reload, and report it if it stays.'
}

export interface FailureProps {
  /** What was not to be had: `Topics`. */
  readonly what: string
  readonly error: unknown
  readonly onRetry?: () => void
}

/** An error in place of what it prevented. */
export function Failure({ what, error, onRetry }: FailureProps) {
  return (
    <ErrorState
      title={`${what} could not be read`}
      message={errorMessage(error)}
      onRetry={onRetry}
      details={errorDetails(error)}
    />
  )
}

function errorDetails(error: unknown): Record<string, string> {
  if (!(error instanceof AppError)) return error instanceof Error ? { error: error.message } : {}
  const detail = Object.entries(error.detail).map(([name, value]) => [name, String(value)] as const)
  return { code: error.code, ...Object.fromEntries(detail) }
}
