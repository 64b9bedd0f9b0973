/** DeleteGroups (key 42), served v0-v2: deletes groups without members, and their offsets. */
import { deleteGroups } from '../wire/generated/delete-groups.ts'
import { KafkaError } from '../wire/kafka-error.ts'
import { type BrokerServices, brokerHandler } from './services.ts'

export const deleteGroupsHandler = brokerHandler({
  api: deleteGroups,
  versions: { min: 0, max: 2 },
  handle: async (request, { services }) => ({
    results: await Promise.all(request.groupsNames.map((groupId) => deleteOne(services, groupId))),
  }),
})

async function deleteOne(services: BrokerServices, groupId: string) {
  try {
    await services.groups.deleteGroup(groupId)
    return { groupId, errorCode: 0 }
  } catch (error) {
    if (!(error instanceof KafkaError)) throw error
    return { groupId, errorCode: error.code }
  }
}
