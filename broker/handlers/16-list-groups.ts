/** ListGroups (key 16), served v0-v5: the groups coordinated here, by state and type; filters ignore case. */
import { listGroups } from '../wire/generated/list-groups.ts'
import { brokerHandler } from './services.ts'

export const listGroupsHandler = brokerHandler({
  api: listGroups,
  versions: { min: 0, max: 5 },
  handle(request, { services }) {
    const isWantedState = filterOf(request.statesFilter)
    const isWantedType = filterOf(request.typesFilter)
    return {
      errorCode: 0,
      groups: services.groups
        .listGroups()
        .filter(({ groupState, groupType }) => isWantedState(groupState) && isWantedType(groupType)),
    }
  },
  fail: (error) => ({ errorCode: error.code, groups: [] }),
})

function filterOf(wanted: readonly string[]): (value: string) => boolean {
  if (wanted.length === 0) return () => true
  const lowerCase = new Set(wanted.map((value) => value.toLowerCase()))
  return (value) => lowerCase.has(value.toLowerCase())
}
