/**
 * Monaco, slim: the editor, the contributions people use in a payload editor, and JSON with its worker.
 * Only `code-editor.tsx` imports this, lazily, so that Monaco is a chunk of its own.
 */
import * as monaco from 'monaco-editor/editor/editor.api'
// Vite makes the default export of a `?worker` module; the linter looks at the file behind it.
// oxlint-disable-next-line import/default
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
// oxlint-disable-next-line import/default
import JsonWorker from 'monaco-editor/languages/features/json/json.worker?worker'
import { jsonDefaults } from 'monaco-editor/languages/features/json/register'
import 'monaco-editor/features/anchorSelect/register'
import 'monaco-editor/features/bracketMatching/register'
import 'monaco-editor/features/caretOperations/register'
import 'monaco-editor/features/clipboard/register'
import 'monaco-editor/features/codicon/register'
import 'monaco-editor/features/contextmenu/register'
import 'monaco-editor/features/cursorUndo/register'
import 'monaco-editor/features/find/register'
import 'monaco-editor/features/folding/register'
import 'monaco-editor/features/format/register'
import 'monaco-editor/features/gotoError/register'
import 'monaco-editor/features/hover/register'
import 'monaco-editor/features/indentation/register'
import 'monaco-editor/features/linesOperations/register'
import 'monaco-editor/features/multicursor/register'
import 'monaco-editor/features/placeholderText/register'
import 'monaco-editor/features/smartSelect/register'
import 'monaco-editor/features/wordOperations/register'
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
