import { useQuery } from '@tanstack/react-query'
import { useClient } from '../../bridge/client-context.tsx'
import { errorMessage } from '../../domain/describe-error.tsx'
import { formatBytes } from '../../lib/format-bytes.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Properties } from '../../ui/page.tsx'

/** What this installation is, and what changed. */
export function About() {
  const client = useClient()
  const info = useQuery({
    queryKey: ['system', 'info'],
    queryFn: ({ signal }) => client.system.info({}, { signal }),
  })
  const news = useQuery({
    queryKey: ['system', 'whatsNew'],
    queryFn: ({ signal }) => client.system.whatsNew({}, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (info.isError) return <p className="secondary">{errorMessage(info.error)}</p>
  if (info.data === undefined) return null
  const {
    version,
    host,
    platform,
    nodeVersion,
    electronVersion,
    dataDirectory,
    memoryBytes,
    notice,
    hasZstd,
  } = info.data
  return (
    <div className="stack">
      <Properties
        items={[
          ['Loupe', version],
          [
            'Runs in',
            host === 'electron' ? `Electron ${electronVersion ?? ''}` : 'this browser, from a local host',
          ],
          ['Platform', `${platform}, Node ${nodeVersion}`],
          ['Memory', formatBytes(memoryBytes)],
          ['zstd', hasZstd ? 'Can be read' : 'Cannot be read on this runtime: such batches show an error'],
          [
            'Data',
            <span key="data" className="row">
              <span className="mono">{dataDirectory}</span>
              <CopyButton isSmall text={dataDirectory} what="data directory" />
            </span>,
          ],
          ...(notice === null ? [] : [['Notice', notice] as const]),
        ]}
      />
      {(news.data ?? []).map((release) => (
        <div key={release.version}>
          <h3 className="settings-release">{release.version}</h3>
          <ul className="settings-news">
            {release.entries.map((entry) => (
              <li key={entry.text}>
                <span className="muted">{entry.type}</span> {entry.text}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  )
}
