/**
 * Monaco: the editor with its contributions, and JSON with its worker; none of the other eighty languages.
 * Only `code-editor.tsx` imports this, lazily, so that Monaco is a chunk of its own.
 */
import * as monaco from 'monaco-editor/editor/editor.api'
// Vite makes the default export of a `?worker` module; the linter looks at the file behind it.
// oxlint-disable-next-line import/default
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
// oxlint-disable-next-line import/default
import JsonWorker from 'monaco-editor/languages/features/json/json.worker?worker'
import { jsonDefaults } from 'monaco-editor/languages/features/json/register'
import 'monaco-editor/features/codicon/register'
// The JSON mode imports every contribution of the editor, and is fetched by Monaco itself when the first
// JSON editor is open. Services are collected once, with that first editor: what registers its services
// later (code lens, suggestions, drag and drop) finds none of them in any editor after it. So the mode is
// here before the first editor is made, and with it all contributions.
import 'monaco-editor/languages/features/json/jsonMode'
import { defineThemes } from './theme.ts'

let isReady = false

/** The editor's library, set up once per page. */
export function loadMonaco(): typeof monaco {
  if (!isReady) {
    isReady = true
    Reflect.set(globalThis, 'MonacoEnvironment', {
      getWorker: (_: string, label: string) => (label === 'json' ? new JsonWorker() : new EditorWorker()),
    })
    jsonDefaults.setDiagnosticsOptions({ validate: true, allowComments: false, schemas: [] })
  }
  defineThemes(monaco.editor)
  return monaco
}
