import type * as monaco from 'monaco-editor/editor/editor.api'

/** Makes the `loupe` theme from the tokens as they are in this moment; call again when the scheme changes. */
export function defineThemes(editor: typeof monaco.editor): void {
  const isDark = document.documentElement.dataset['mantineColorScheme'] === 'dark'
  const color = tokenReader()
  const rule = (token: string, name: string) => ({ token, foreground: color(name).slice(1, 7) })
  editor.defineTheme('loupe', {
    base: isDark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      rule('string.key.json', '--code-key'),
      rule('string.value.json', '--code-string'),
      rule('string', '--code-string'),
      rule('number', '--code-number'),
      rule('keyword', '--code-word'),
      rule('keyword.json', '--code-word'),
      rule('delimiter', '--code-punctuation'),
      rule('comment', '--text-muted'),
    ],
    colors: {
      'editor.background': color('--surface-input'),
      'editor.foreground': color('--text'),
      'editorLineNumber.foreground': color('--text-disabled'),
      'editorLineNumber.activeForeground': color('--text-secondary'),
      'editor.lineHighlightBackground': color('--surface-hover'),
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': color('--surface-selected'),
      'editorCursor.foreground': color('--accent'),
      'editorIndentGuide.background1': color('--line'),
      'editorIndentGuide.activeBackground1': color('--line-strong'),
      'editorBracketMatch.border': color('--line-control'),
      'editorBracketMatch.background': '#00000000',
      'editorWidget.background': color('--surface-float'),
      'editorWidget.border': color('--line-strong'),
      'editorError.foreground': color('--bad'),
      'input.background': color('--surface-input'),
      'menu.background': color('--surface-float'),
      'menu.foreground': color('--text'),
      'menu.selectionBackground': color('--surface-selected'),
      'menu.selectionForeground': color('--text'),
      focusBorder: color('--accent'),
      'scrollbar.shadow': '#00000000',
      'editorOverviewRuler.border': '#00000000',
    },
  })
}

/** Monaco wants hex; a pixel of a canvas turns any colour of CSS into it. */
function tokenReader(): (name: string) => string {
  const probe = document.createElement('span')
  const canvas = document.createElement('canvas')
  canvas.width = 1
  canvas.height = 1
  const context = canvas.getContext('2d', { willReadFrequently: true })
  return (name) => {
    if (context === null) return '#808080'
    probe.style.color = `var(${name})`
    document.body.append(probe)
    context.clearRect(0, 0, 1, 1)
    context.fillStyle = getComputedStyle(probe).color
    context.fillRect(0, 0, 1, 1)
    probe.remove()
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data
    return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`
  }
}
