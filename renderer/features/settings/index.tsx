import { Settings2 } from 'lucide-react'
import { type FeatureFace, routes } from '../../app/routes.ts'
import { SettingsPage } from './settings-page.tsx'

/** What the user prefers, and what this installation is. */
export const settingsFace: FeatureFace = {
  pages: [{ page: 'settings', component: SettingsPage, title: () => 'Settings', icon: <Settings2 /> }],
  navItem: {
    label: 'Settings',
    icon: <Settings2 />,
    order: 90,
    pages: ['settings'],
    target: () => routes.settings(),
    isGlobal: true,
  },
}
