import { X } from 'lucide-react'
import { IconButton } from '../../ui/button.tsx'
import { slotRefs, useInspector } from '../../ui/slots.tsx'

/** The panel at the right. The page in view fills it through `Inspector`. */
export function InspectorPanel() {
  const { setOpen } = useInspector()
  return (
    <aside className="inspector" aria-label="Inspector">
      <div className="inspector-content" ref={slotRefs.inspector} />
      <div className="inspector-close">
        <IconButton
          isSmall
          label="Close inspector"
          shortcut="Esc"
          icon={<X size={14} />}
          onClick={() => setOpen(false)}
        />
      </div>
    </aside>
  )
}
