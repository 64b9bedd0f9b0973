/** ListGroups (key 16), served v0-v5: the groups coordinated here, by state and type; filters ignore case. */
import { listGroups } from '../wire/generated/list-groups.ts'
import { brokerHandler } from './services.ts'

/** The one kind of group that is coordinated. */
const GROUP_TYPE = 'classic'

export const listGroupsHandler = brokerHandler({
  api: listGroups,
  versions: { min: 0, max: 5 },
  handle(request, { services }) {
    const isWantedState = filterOf(request.statesFilter)
    const isWantedType = filterOf(request.typesFilter)
    const groups = isWantedType(GROUP_TYPE) ? services.groups.listGroups() : []
    return {
      errorCode: 0,
      groups: groups
        .filter(({ groupState }) => isWantedState(groupState))
        .map((group) => ({ ...group, groupType: GROUP_TYPE })),
    }
  },
  fail: (error) => ({ errorCode: error.code, groups: [] }),
})

function filterOf(wanted: readonly string[]): (value: string) => boolean {
  if (wanted.length === 0) return () => true
  const lowerCase = new Set(wanted.map((value) => value.toLowerCase()))
  return (value) => lowerCase.has(value.toLowerCase())
}
