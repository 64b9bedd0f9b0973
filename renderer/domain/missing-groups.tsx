import { BrokerChip } from './broker-chip.tsx'
import { missingGroupsWords } from './missing-groups-words.ts'
import './domain.css'

/** Over a list of groups: those kept by brokers that could not be asked are not in it. */
export function MissingGroupsStrip({ brokerIds }: { readonly brokerIds: readonly number[] }) {
  if (brokerIds.length === 0) return null
  return (
    <p className="notice-strip" role="status">
      <span className="row">
        {brokerIds.map((id) => (
          <BrokerChip key={id} id={id} state="offline" />
        ))}
      </span>
      <span>{missingGroupsWords(brokerIds)}</span>
    </p>
  )
}
