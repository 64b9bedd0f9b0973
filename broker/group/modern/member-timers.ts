/** The timers of members of modern groups: at most one of each kind per member. */
import type { CancelTimer, Clock } from '../../base/clock.ts'

/** What a timer waits for: a heartbeat, partitions given up, a JoinGroup, a SyncGroup. */
export type TimerKind = 'session' | 'rebalance' | 'join' | 'sync'

/** Whose timer it is. */
export interface TimerOwner {
  readonly groupId: string
  readonly memberId: string
}

type OfMember = Map<TimerKind, CancelTimer>

export class MemberTimers {
  readonly #clock: Clock
  readonly #groups = new Map<string, Map<string, OfMember>>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Sets a timer, in the place of one of its kind. */
  set(owner: TimerOwner, kind: TimerKind, { delayMs, task }: { delayMs: number; task: () => void }): void {
    this.cancel(owner, kind)
    const cancel = this.#clock.after(Math.max(0, delayMs), () => {
      this.cancel(owner, kind)
      task()
    })
    const members = this.#groups.get(owner.groupId) ?? new Map<string, OfMember>()
    const timers = members.get(owner.memberId) ?? new Map<TimerKind, CancelTimer>()
    this.#groups.set(owner.groupId, members.set(owner.memberId, timers.set(kind, cancel)))
  }

  has(owner: TimerOwner, kind: TimerKind): boolean {
    return this.#groups.get(owner.groupId)?.get(owner.memberId)?.has(kind) ?? false
  }

  cancel({ groupId, memberId }: TimerOwner, kind: TimerKind): void {
    const members = this.#groups.get(groupId)
    const timers = members?.get(memberId)
    timers?.get(kind)?.()
    timers?.delete(kind)
    if (timers?.size === 0) members?.delete(memberId)
    if (members?.size === 0) this.#groups.delete(groupId)
  }

  cancelMember(owner: TimerOwner): void {
    const kinds = [...(this.#groups.get(owner.groupId)?.get(owner.memberId)?.keys() ?? [])]
    for (const kind of kinds) this.cancel(owner, kind)
  }

  cancelGroup(groupId: string): void {
    const memberIds = [...(this.#groups.get(groupId)?.keys() ?? [])]
    for (const memberId of memberIds) this.cancelMember({ groupId, memberId })
  }

  cancelAll(): void {
    const groupIds = [...this.#groups.keys()]
    for (const groupId of groupIds) this.cancelGroup(groupId)
  }
}
