import type { TopicTabProps } from '../../app/routes.ts'
import { EmptyState } from '../../ui/empty-state.tsx'

export function MessagesTab({ topic }: TopicTabProps) {
  return <EmptyState title={`Records of ${topic}`}>The message browser has its place here.</EmptyState>
}
