export interface CodeEditorProps {
  readonly value: string
  /** Absent: read-only. */
  readonly onChange?: (value: string) => void
  readonly language: 'json' | 'plaintext'
  /** Its accessible name. */
  readonly label: string
  /** Pixels, or absent to fill a flex parent. */
  readonly height?: number
  readonly placeholder?: string
  readonly wrapsLines?: boolean
  readonly hidesLineNumbers?: boolean
  /** Ctrl/Cmd-Enter. */
  readonly onSubmit?: () => void
}
