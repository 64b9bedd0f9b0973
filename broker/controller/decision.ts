import type { MetadataRecord } from '../wire/metadata-record.ts'

/** What a command decided: records to commit, and what to answer once they are. */
export interface Decision<Response> {
  readonly records: readonly MetadataRecord[]
  readonly response: Response
}
