import { Component, type ReactNode } from 'react'
import { Failure } from '../domain/describe-error.tsx'
import { Page } from '../ui/page.tsx'

/** A page that broke while rendering; the frame around it goes on. */
export function ErrorBoundaryPage({
  error,
  reset,
}: {
  readonly error: unknown
  readonly reset?: () => void
}) {
  return (
    <Page title="This page failed">
      <Failure
        what="This page"
        error={error}
        onRetry={() => (reset === undefined ? location.reload() : reset())}
      />
    </Page>
  )
}

/** The last net, around everything. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly error: unknown }> {
  override state: { readonly error: unknown } = { error: null }

  static getDerivedStateFromError(error: unknown): { readonly error: unknown } {
    return { error }
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children
    return <ErrorBoundaryPage error={this.state.error} />
  }
}
