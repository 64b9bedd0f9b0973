import type { ChangeRequest } from './guarded-action.tsx'

/** The same name is what a guarded connection wants typed; the back end checks it. */
export const PREFERRED_LEADERS_QUESTION: ChangeRequest = {
  title: 'Elect preferred leaders',
  description: (
    <p className="secondary">
      Every partition that is led by another than the first of its replicas is handed to that one, where it is
      up and in sync. Producers and consumers of such a partition find its leader again within moments.
      Nothing is lost.
    </p>
  ),
  confirmLabel: 'Elect',
  objectName: 'preferred leaders',
  isAlwaysAsked: true,
}
