import type { FeatureFace } from '../../app/routes.ts'
import { MessagesTab } from './messages-tab.tsx'

/** Records of a topic: the browser and producing. It lives in the Messages tab of the topic's page. */
export const messagesFace: FeatureFace = { pages: [], MessagesTab }
