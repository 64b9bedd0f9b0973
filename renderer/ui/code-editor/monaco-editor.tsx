import { useEffect, useRef } from 'react'
import type { CodeEditorProps } from './code-editor-props.ts'
import { loadMonaco } from './monaco.ts'
import { defineThemes } from './theme.ts'

type Editor = ReturnType<ReturnType<typeof loadMonaco>['editor']['create']>

/** Texts handed out that may still come back. */
const MAX_ECHOES = 64

function MonacoEditor(props: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<Editor | null>(null)
  const latest = useRef(props)
  /** Texts that were typed and handed out, from the one last seen as a prop on. */
  const echoes = useRef<string[]>([])
  useEffect(() => {
    latest.current = props
    const current = editor.current
    if (current === null) return
    // What was typed comes back as a prop, perhaps after more was typed: only another's text is set.
    const echo = echoes.current.lastIndexOf(props.value)
    if (echo >= 0) echoes.current.splice(0, echo)
    else if (current.getValue() !== props.value) {
      echoes.current = []
      current.setValue(props.value)
    }
    current.updateOptions(optionsOf(props))
    const model = current.getModel()
    if (model !== null) loadMonaco().editor.setModelLanguage(model, props.language)
  }, [props])
  useEffect(() => {
    if (host.current === null) return
    const monaco = loadMonaco()
    const created = monaco.editor.create(host.current, {
      ...STATIC_OPTIONS,
      ...optionsOf(latest.current),
      value: latest.current.value,
      language: latest.current.language,
    })
    editor.current = created
    const changes = created.onDidChangeModelContent(() => {
      const value = created.getValue()
      if (value === latest.current.value && echoes.current.length === 0) return
      echoes.current = [...echoes.current, value].slice(-MAX_ECHOES)
      latest.current.onChange?.(value)
    })
    created.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter, () => latest.current.onSubmit?.())
    const scheme = new MutationObserver(() => {
      defineThemes(monaco.editor)
      monaco.editor.setTheme('loupe')
    })
    scheme.observe(document.documentElement, { attributeFilter: ['data-mantine-color-scheme'] })
    return () => {
      scheme.disconnect()
      changes.dispose()
      created.getModel()?.dispose()
      created.dispose()
      editor.current = null
    }
  }, [])
  return <div ref={host} className="code-editor-host" />
}

// React.lazy takes a default export and nothing else.
// oxlint-disable-next-line import/no-default-export
export default MonacoEditor

const STATIC_OPTIONS = {
  theme: 'loupe',
  automaticLayout: true,
  minimap: { enabled: false },
  fontFamily: "'JetBrains Mono Variable', monospace",
  fontSize: 12,
  lineHeight: 18,
  fontLigatures: false,
  tabSize: 2,
  tabFocusMode: true,
  scrollBeyondLastLine: false,
  renderLineHighlight: 'line',
  renderLineHighlightOnlyWhenFocus: true,
  overviewRulerLanes: 0,
  hideCursorInOverviewRuler: true,
  folding: true,
  glyphMargin: false,
  bracketPairColorization: { enabled: false },
  lineDecorationsWidth: 6,
  padding: { top: 6, bottom: 6 },
  unicodeHighlight: { ambiguousCharacters: false },
  fixedOverflowWidgets: true,
  stickyScroll: { enabled: false },
  dropIntoEditor: { enabled: false },
  links: false,
  occurrencesHighlight: 'off',
  scrollbar: { verticalScrollbarSize: 8, horizontalScrollbarSize: 8, useShadows: false },
} as const

function optionsOf(props: CodeEditorProps) {
  return {
    readOnly: props.onChange === undefined,
    domReadOnly: props.onChange === undefined,
    ariaLabel: props.label,
    wordWrap: props.wrapsLines === true ? ('on' as const) : ('off' as const),
    lineNumbers: props.hidesLineNumbers === true ? ('off' as const) : ('on' as const),
    lineNumbersMinChars: 3,
    placeholder: props.placeholder ?? '',
  }
}
