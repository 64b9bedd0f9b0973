import { createBrowserHistory, type RouterHistory } from '@tanstack/react-router'

/**
 * History in the part after `#`. Differs from TanStack's own: that one mixes the document's query string
 * into the route's search, which would turn `?scenario=…` of the page into view state.
 */
export function createPageHistory(): RouterHistory {
  return createBrowserHistory({
    parseLocation: () => {
      const { hash } = window.location
      const href = hash.startsWith('#/') ? hash.slice(1) : '/'
      const searchAt = href.indexOf('?')
      return {
        href,
        pathname: searchAt < 0 ? href : href.slice(0, searchAt),
        search: searchAt < 0 ? '' : href.slice(searchAt),
        hash: '',
        // The history writes its own index and key into the state before anything reads it.
        state: window.history.state ?? { __TSR_index: 0 },
      }
    },
    createHref: (href) => `${window.location.pathname}${window.location.search}#${href}`,
  })
}
