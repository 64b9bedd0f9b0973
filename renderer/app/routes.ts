/**
 * The vocabulary of addresses: which pages there are, what their paths carry, and typed builders for links.
 * Also the shape of a feature's face. Of `app/`, features and domain widgets may import only this file and
 * `navigation.tsx`.
 */
import type { FunctionComponent, ReactNode } from 'react'

export const pagePaths = {
  welcome: '/welcome',
  overview: '/c/$connectionId/overview',
  topics: '/c/$connectionId/topics',
  topic: '/c/$connectionId/topics/$topic',
  groups: '/c/$connectionId/groups',
  group: '/c/$connectionId/groups/$groupId',
  brokers: '/c/$connectionId/brokers',
  localCluster: '/local-cluster',
  settings: '/settings',
} as const

export type PageName = keyof typeof pagePaths
export type PageParams = Readonly<Record<string, string>>
export type PageSearch = Readonly<Record<string, unknown>>

/** Where a link leads. */
export interface Target {
  readonly page: PageName
  readonly params: PageParams
  readonly search: PageSearch
}

/** The faces of a topic, as in the address. */
export type TopicTab = 'messages' | 'partitions' | 'configuration' | 'consumers'

/** Builders for every page: `routes.topic(connectionId, 'orders', { tab: 'partitions' })`. */
export const routes = {
  welcome: (): Target => target('welcome'),
  overview: (connectionId: string): Target => target('overview', { connectionId }),
  topics: (connectionId: string, search: { readonly dialog?: 'create'; readonly q?: string } = {}): Target =>
    target('topics', { connectionId }, search),
  topic: (
    connectionId: string,
    topic: string,
    search: { readonly tab?: TopicTab } & PageSearch = {},
  ): Target => target('topic', { connectionId, topic }, search),
  groups: (connectionId: string, search: PageSearch = {}): Target =>
    target('groups', { connectionId }, search),
  group: (connectionId: string, groupId: string, search: PageSearch = {}): Target =>
    target('group', { connectionId, groupId }, search),
  brokers: (connectionId: string, search: { readonly broker?: number } = {}): Target =>
    target('brokers', { connectionId }, search),
  localCluster: (): Target => target('localCluster'),
  settings: (search: { readonly section?: string } = {}): Target => target('settings', {}, search),
} as const

/** A broker's id as in an address, or null. */
export function brokerIdOf(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null
}

function target(page: PageName, params: PageParams = {}, search: PageSearch = {}): Target {
  return { page, params, search }
}

/** One page of a feature. */
export interface FeaturePage {
  readonly page: PageName
  readonly component: FunctionComponent
  /** What its tab says. */
  readonly title: (params: PageParams) => string
  readonly icon: ReactNode
  /** An object among many (a topic, a group): its tab gives way to the next until it is kept. */
  readonly isObject?: boolean
}

export interface NavItem {
  /** The link's exact name. */
  readonly label: string
  readonly icon: ReactNode
  readonly order: number
  /** Pages that light it up. */
  readonly pages: readonly PageName[]
  readonly target: (connectionId: string) => Target
  /** Beside the label: a count or a state. */
  readonly Badge?: FunctionComponent
  /** Below the line: not of the connection. */
  readonly isGlobal?: boolean
}

export interface CommandContext {
  readonly connectionId: string
  readonly go: (target: Target) => void
}

/** An action of the palette. */
export interface Command {
  readonly id: string
  readonly title: string
  readonly keywords?: string
  readonly shortcut?: string
  /** Why it cannot be used. */
  readonly disabledReason?: string | null
  readonly run: () => void
}

/** A named thing that the palette can go to. */
export interface GoTarget {
  readonly id: string
  readonly label: string
  readonly kind: string
  readonly target: Target
}

/** What a face of a topic, given by another feature than `topics`, is told. */
export interface TopicTabProps {
  readonly topic: string
  readonly partitionCount: number
}

/** What a feature shows of itself to the app. Hooks run in the palette, while it is open. */
export interface FeatureFace {
  readonly pages: readonly FeaturePage[]
  readonly navItem?: NavItem
  /** The Messages tab of a topic's page. One feature gives it. */
  readonly MessagesTab?: FunctionComponent<TopicTabProps>
  readonly useCommands?: (context: CommandContext) => readonly Command[]
  readonly useGoTargets?: (connectionId: string) => readonly GoTarget[]
}
