import { ChevronsLeft, ChevronsRight } from 'lucide-react'
import { useConnectionId } from '../../domain/connection-context.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { navItems } from '../features.ts'
import { PageLink, useCurrentPage } from '../navigation.tsx'
import type { NavItem } from '../routes.ts'

export function SideNav({ isFolded, onFold }: { readonly isFolded: boolean; readonly onFold: () => void }) {
  const global = navItems.filter(({ isGlobal }) => isGlobal === true)
  const ofConnection = navItems.filter(({ isGlobal }) => isGlobal !== true)
  return (
    <nav className="side-nav" aria-label="Main">
      <NavList items={ofConnection} isFolded={isFolded} />
      <div className="side-line" />
      <NavList items={global} isFolded={isFolded} />
      <div className="fill" />
      <div className="side-fold">
        <IconButton
          label={isFolded ? 'Unfold side bar' : 'Fold side bar'}
          shortcut="mod+b"
          icon={isFolded ? <ChevronsRight size={15} /> : <ChevronsLeft size={15} />}
          onClick={onFold}
        />
      </div>
    </nav>
  )
}

function NavList({ items, isFolded }: { readonly items: readonly NavItem[]; readonly isFolded: boolean }) {
  const connectionId = useConnectionId()
  const { page } = useCurrentPage()
  return (
    <ul>
      {items.map((item) => {
        const isCurrent = page !== null && item.pages.includes(page)
        const link = (
          <PageLink
            className="side-link"
            aria-label={item.label}
            aria-current={isCurrent ? 'page' : undefined}
            to={item.target(connectionId)}
          >
            {item.icon}
            <span className="side-label truncate" aria-hidden="true">
              {item.label}
            </span>
            {item.Badge !== undefined && (
              <span className="side-badge" aria-hidden="true">
                <item.Badge />
              </span>
            )}
          </PageLink>
        )
        return <li key={item.label}>{isFolded ? <Tooltip label={item.label}>{link}</Tooltip> : link}</li>
      })}
    </ul>
  )
}
