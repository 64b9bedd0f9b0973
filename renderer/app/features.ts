/** Every feature of the page. A feature that is not in this list does not exist for the app. */
import { brokersFace } from '../features/brokers/index.tsx'
import { groupsFace } from '../features/groups/index.tsx'
import { localClusterFace } from '../features/local-cluster/index.tsx'
import { messagesFace } from '../features/messages/index.ts'
import { overviewFace } from '../features/overview/index.tsx'
import { settingsFace } from '../features/settings/index.tsx'
import { topicsFace } from '../features/topics/index.tsx'
import { welcomeFace } from '../features/welcome/index.tsx'
import type { FeatureFace, FeaturePage, NavItem, PageName } from './routes.ts'

export const features: readonly FeatureFace[] = [
  overviewFace,
  topicsFace,
  groupsFace,
  brokersFace,
  localClusterFace,
  messagesFace,
  settingsFace,
  welcomeFace,
]

export const navItems: readonly NavItem[] = features
  .flatMap(({ navItem }) => (navItem === undefined ? [] : [navItem]))
  .sort((left, right) => left.order - right.order)

const pageByName = new Map<PageName, FeaturePage>(
  features.flatMap(({ pages }) => pages.map((page) => [page.page, page] as const)),
)

export function pageOf(name: PageName): FeaturePage | undefined {
  return pageByName.get(name)
}

/** The Messages tab, from the feature that has one. */
export const messagesTab = features.find(({ MessagesTab }) => MessagesTab !== undefined)?.MessagesTab ?? null
