/** A JSON document as a tree that opens level by level; every scalar is shown as it was written. */
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { JsonNode } from '../lib/json-lossless.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import './json-tree.css'

/** Children shown of one node before the rest is asked for. */
const CHILDREN_PER_STEP = 200

/** Levels open at first. */
const OPEN_LEVELS = 2

export function JsonTree({ root, source }: { readonly root: JsonNode; readonly source: string }) {
  return (
    <ul className="json-tree mono" role="tree" aria-label="JSON">
      <TreeNode name={null} node={root} source={source} level={0} />
    </ul>
  )
}

interface TreeNodeProps {
  /** The key or index it stands under; null for the root. */
  readonly name: string | null
  readonly node: JsonNode
  readonly source: string
  readonly level: number
}

function TreeNode({ name, node, source, level }: TreeNodeProps) {
  const [isOpen, setOpen] = useState(level < OPEN_LEVELS)
  const [shown, setShown] = useState(CHILDREN_PER_STEP)
  const children = childrenOf(node)
  if (children === null) {
    return (
      <li role="treeitem" aria-level={level + 1} className="json-tree-row">
        <span className="json-tree-fold" />
        <NodeName name={name} />
        <span className={`json-${node.type} json-tree-scalar`}>
          {source.slice(node.span.start, node.span.end)}
        </span>
        <span className="json-tree-copy">
          <CopyButton isSmall what="value" text={scalarText(node, source)} />
        </span>
      </li>
    )
  }
  return (
    <li role="treeitem" aria-level={level + 1} aria-expanded={isOpen}>
      <div className="json-tree-row">
        <button
          type="button"
          className="json-tree-fold"
          aria-label={`${isOpen ? 'Close' : 'Open'} ${name ?? 'document'}`}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? <ChevronDown size={12} /> : <ChevronRight size={12} />}
        </button>
        <NodeName name={name} />
        <span className="muted">{summaryOf(node, children.length)}</span>
        <span className="json-tree-copy">
          <CopyButton isSmall what="JSON" text={source.slice(node.span.start, node.span.end)} />
        </span>
      </div>
      {isOpen && (
        <ul role="group">
          {children.slice(0, shown).map((child) => (
            <TreeNode key={child.id} name={child.name} node={child.node} source={source} level={level + 1} />
          ))}
          {children.length > shown && (
            <li role="none">
              <button
                type="button"
                className="json-tree-more"
                onClick={() => setShown(shown + CHILDREN_PER_STEP)}
              >
                {children.length - shown} more
              </button>
            </li>
          )}
        </ul>
      )}
    </li>
  )
}

function NodeName({ name }: { readonly name: string | null }) {
  return name === null ? null : <span className="json-key json-tree-name">{name}:</span>
}

interface Child {
  readonly id: string
  readonly name: string
  readonly node: JsonNode
}

/** Null for scalars. Keys may come twice, so a child is known by where it begins. */
function childrenOf(node: JsonNode): readonly Child[] | null {
  if (node.type === 'object') {
    return node.entries.map(({ key, value }) => ({ id: String(value.span.start), name: key, node: value }))
  }
  if (node.type === 'array') {
    return node.items.map((item, index) => ({ id: String(item.span.start), name: String(index), node: item }))
  }
  return null
}

function summaryOf(node: JsonNode, count: number): string {
  return node.type === 'array' ? `[${count}]` : `{${count}}`
}

/** A string without its quotes; anything else as written. */
function scalarText(node: JsonNode, source: string): string {
  return node.type === 'string' ? node.value : source.slice(node.span.start, node.span.end)
}
