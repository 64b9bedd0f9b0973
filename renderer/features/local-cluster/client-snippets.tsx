import { useState } from 'react'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { SNIPPETS, type SnippetLanguage } from './snippets.ts'

/** How other people's clients reach the cluster, to copy. */
export function ClientSnippets({
  bootstrapServers,
  onClose,
}: {
  readonly bootstrapServers: string
  readonly onClose: () => void
}) {
  const [language, setLanguage] = useState<SnippetLanguage>('kcat')
  const snippet = SNIPPETS.find(({ id }) => id === language)
  const text = snippet?.write(bootstrapServers) ?? ''
  return (
    <Dialog isOpen title="Client snippets" width={640} onClose={onClose}>
      <Segmented
        label="Client"
        value={language}
        onChange={setLanguage}
        options={SNIPPETS.map(({ id, label }) => ({ value: id, label }))}
      />
      <div className="snippet">
        <pre className="mono" tabIndex={0}>
          {text}
        </pre>
        <CopyButton text={text} what="snippet" />
      </div>
    </Dialog>
  )
}
