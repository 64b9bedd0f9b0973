/**
 * The real page over the fake client, so that a screen can be looked at without a cluster:
 * `/testing/preview.html?scenario=data|empty|loading|error|large&theme=light|dark|system&welcome=1#/…`.
 */
import '../styles/all.ts'
import { createRoot } from 'react-dom/client'
import { App } from '../app/app.tsx'
import { createFixedLink } from '../bridge/host-link.ts'
import { createFakeClient, type FakeClientOptions } from './fake-client.ts'

const LARGE_TOPIC_COUNT = 10_000

const scenarios: Readonly<Record<string, FakeClientOptions>> = {
  data: {},
  empty: { isEmpty: true },
  loading: { isLoading: true },
  error: { isFailing: true },
  large: { topicCount: LARGE_TOPIC_COUNT },
}

const query = new URLSearchParams(window.location.search)
const chosenTheme = query.get('theme')
const theme = chosenTheme === 'light' || chosenTheme === 'dark' ? chosenTheme : 'system'
const client = createFakeClient({
  ...scenarios[query.get('scenario') ?? 'data'],
  settings: { theme, timeZone: 'utc', hasSeenWelcome: query.get('welcome') === null },
})
const root = document.getElementById('root')
if (root !== null) createRoot(root).render(<App link={createFixedLink(client)} />)
