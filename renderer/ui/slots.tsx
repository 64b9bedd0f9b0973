/**
 * Places of the frame that the page in view fills: the inspector at the right and the scope in the status
 * bar. The shell offers the places, pages render into them through portals.
 */
import { type ReactNode, useEffect } from 'react'
import { createPortal } from 'react-dom'
import { createStore, useStore } from '../lib/create-store.ts'
import { asBoolean, readStored, writeStored } from '../lib/local-store.ts'

const inspectorElement = createStore<HTMLElement | null>(null)
const statusElement = createStore<HTMLElement | null>(null)
const inspectorUsers = createStore(0)
const inspectorOpen = createStore(readStored('inspector.open', asBoolean) ?? false)

/** Content of the inspector while this is mounted. Shown only while the inspector is open. */
export function Inspector({ title, children }: { readonly title: ReactNode; readonly children: ReactNode }) {
  const element = useStore(inspectorElement)
  useEffect(() => {
    inspectorUsers.update((count) => count + 1)
    return () => inspectorUsers.update((count) => count - 1)
  }, [])
  return element === null
    ? null
    : createPortal(
        <>
          <InspectorTitle>{title}</InspectorTitle>
          {children}
        </>,
        element,
      )
}

function InspectorTitle({ children }: { readonly children: ReactNode }) {
  return <h2 className="inspector-title truncate">{children}</h2>
}

export interface InspectorControl {
  readonly isOpen: boolean
  /** Whether the page in view has something to show in it. */
  readonly isUsed: boolean
  readonly setOpen: (isOpen: boolean) => void
  readonly toggle: () => void
}

export function useInspector(): InspectorControl {
  const isOpen = useStore(inspectorOpen)
  const isUsed = useStore(inspectorUsers) > 0
  return { isOpen, isUsed, setOpen: setInspectorOpen, toggle: () => setInspectorOpen(!inspectorOpen.get()) }
}

export function setInspectorOpen(isOpen: boolean): void {
  inspectorOpen.set(isOpen)
  writeStored('inspector.open', isOpen)
}

/** Words at the left of the status bar: what is shown of how much, how old. */
export function StatusScope({ children }: { readonly children: ReactNode }) {
  const element = useStore(statusElement)
  return element === null ? null : createPortal(children, element)
}

/** For the shell: where the portals lead. */
export const slotRefs = {
  inspector: (element: HTMLElement | null) => inspectorElement.set(element),
  status: (element: HTMLElement | null) => statusElement.set(element),
} as const
