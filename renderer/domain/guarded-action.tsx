/**
 * Changes to a cluster and the guard of its connection. The main process enforces the guard; this asks for
 * the confirmation it wants, in words, before anything is sent.
 */
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { useConnection } from './connection-context.tsx'

export interface ChangeRequest {
  /** `Delete topic`. */
  readonly title: string
  /** What will happen, to what, and what it means. */
  readonly description: ReactNode
  /** `Delete`. */
  readonly confirmLabel: string
  /** The object that changes. Its name is typed where the guard or the loss asks for it. */
  readonly objectName: string
  /** Loses data for good: always asked, and the name always typed. */
  readonly isDestructive?: boolean
  /** Asked on an open connection too: what will happen is read first. */
  readonly isAlwaysAsked?: boolean
}

export interface GuardedAction {
  /** Why nothing may be changed here, or null. Give it to buttons and menus as `disabledReason`. */
  readonly readOnlyReason: string | null
  /**
   * Asks what must be asked. Resolves to the confirmation to send along (possibly undefined: none needed),
   * or null when the user backed out.
   */
  readonly confirm: (request: ChangeRequest) => Promise<{ readonly confirmation?: string } | null>
}

interface Pending {
  readonly request: ChangeRequest
  readonly isTyped: boolean
  readonly resolve: (answer: { readonly confirmation?: string } | null) => void
}

type Ask = (request: ChangeRequest, isTyped: boolean) => Promise<{ readonly confirmation?: string } | null>

const AskContext = createContext<Ask>(() => Promise.resolve(null))

/** Shows the questions of `useGuardedAction`, one at a time. */
export function GuardProvider({ children }: { readonly children: ReactNode }) {
  const [pending, setPending] = useState<Pending | null>(null)
  const ask = useCallback<Ask>(
    (request, isTyped) => new Promise((resolve) => setPending({ request, isTyped, resolve })),
    [],
  )
  const answer = (value: { readonly confirmation?: string } | null) => {
    pending?.resolve(value)
    setPending(null)
  }
  return (
    <AskContext value={ask}>
      {children}
      {pending !== null && (
        <ConfirmDialog
          title={pending.request.title}
          confirmLabel={pending.request.confirmLabel}
          isDanger={pending.request.isDestructive === true}
          {...(pending.isTyped ? { typedName: pending.request.objectName } : {})}
          onCancel={() => answer(null)}
          onConfirm={() => answer({ confirmation: pending.request.objectName })}
        >
          {pending.request.description}
        </ConfirmDialog>
      )}
    </AskContext>
  )
}

export function useGuardedAction(): GuardedAction {
  const { guard, name, profile, isUnknown } = useConnection()
  const ask = useContext(AskContext)
  return useMemo(
    () => ({
      readOnlyReason: readOnlyReason({
        name,
        isUnknown,
        isReadOnly: guard === 'readOnly' && profile !== undefined,
      }),
      confirm: async (request) => {
        const isTyped = request.isDestructive === true || guard === 'typed'
        if (guard === 'open' && !isTyped && request.isAlwaysAsked !== true) return {}
        return ask(request, isTyped)
      },
    }),
    [guard, name, profile, isUnknown, ask],
  )
}

function readOnlyReason(connection: {
  readonly name: string
  readonly isUnknown: boolean
  readonly isReadOnly: boolean
}): string | null {
  if (connection.isUnknown) return `There is no connection ${connection.name}.`
  return connection.isReadOnly ? `${connection.name} is read-only. Its mode is set in the connection.` : null
}
