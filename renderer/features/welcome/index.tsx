import { Sparkle } from 'lucide-react'
import type { FeatureFace } from '../../app/routes.ts'
import { WelcomePage } from './welcome-page.tsx'

/** The first-run page. */
export const welcomeFace: FeatureFace = {
  pages: [{ page: 'welcome', component: WelcomePage, title: () => 'Welcome', icon: <Sparkle /> }],
}
