import { createContext, type FunctionComponent, useContext } from 'react'
import type { TopicTabProps } from '../app/routes.ts'

/** Hands the Messages tab from the feature that has it to the topic's page; the two never meet. */
export const MessagesTabContext = createContext<FunctionComponent<TopicTabProps> | null>(null)

export function useMessagesTab(): FunctionComponent<TopicTabProps> | null {
  return useContext(MessagesTabContext)
}
