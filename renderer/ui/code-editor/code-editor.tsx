import { lazy, Suspense } from 'react'
import { Skeleton } from '../skeleton.tsx'
import type { CodeEditorProps } from './code-editor-props.ts'
import './code-editor.css'

const Loaded = lazy(() => import('./monaco-editor.tsx'))

/** Monaco, fetched on first use; the space is taken from the start. Tab leaves it, as in any field. */
export function CodeEditor(props: CodeEditorProps) {
  const style = props.height === undefined ? { flex: 1, minHeight: 0 } : { height: props.height }
  return (
    <div className="code-editor" style={style}>
      <Suspense
        fallback={
          <div className="code-editor-wait">
            <Skeleton width="40%" />
          </div>
        }
      >
        <Loaded {...props} />
      </Suspense>
    </div>
  )
}
