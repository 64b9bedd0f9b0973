import { createContext, useContext } from 'react'

/** True inside a grid's rows, where links are reached by the grid's own keys and not by Tab. */
export const InGrid = createContext(false)

/** The tab index of something focusable that may stand in a grid. */
export function useCellTabIndex(): number | undefined {
  return useContext(InGrid) ? -1 : undefined
}
