import type { ReactNode } from 'react'
import './page.css'

export interface PageProps {
  /** The page's name or its object's. */
  readonly title: ReactNode
  /** Monospaced, for names of objects. */
  readonly isTitleData?: boolean
  /** Beside the title: state, sentence, key figures. */
  readonly summary?: ReactNode
  /** Right end of the header: the primary button, at most one filled, and the menu. */
  readonly actions?: ReactNode
  /** The second bar: filters, view switch, tabs. Left out when there is none. */
  readonly toolbar?: ReactNode
  readonly children: ReactNode
}

/** A screen: header of 44, toolbar of 36, and a body that fills the rest and scrolls by itself. */
export function Page({ title, isTitleData, summary, actions, toolbar, children }: PageProps) {
  return (
    <section className="page">
      <header className="page-header">
        <h1 className={isTitleData === true ? 'page-title page-title--data' : 'page-title'}>{title}</h1>
        <div className="page-summary">{summary}</div>
        <div className="page-actions">{actions}</div>
      </header>
      {toolbar !== undefined && <div className="page-toolbar">{toolbar}</div>}
      <div className="page-body">{children}</div>
    </section>
  )
}

/** A body that scrolls as one piece, for pages that are not one grid. */
export function PageScroll({ children }: { readonly children: ReactNode }) {
  return (
    <div className="page-scroll" tabIndex={0} role="group" aria-label="Page content">
      {children}
    </div>
  )
}

/** A figure with its caption. */
export function Figure({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <span className="figure">
      <span className="figure-value">{children}</span> <span className="figure-label">{label}</span>
    </span>
  )
}

/** Name and value pairs, as in an inspector. */
export function Properties({ items }: { readonly items: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="properties">
      {items.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
