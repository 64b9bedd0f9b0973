/** CreatePartitions (key 37), served v0-v3. The controller carries it out. */
import { createPartitions } from '../wire/generated/create-partitions.ts'
import { failCreatePartitions } from './failures.ts'
import { forwarded } from './forward.ts'

export const createPartitionsHandler = forwarded({
  api: createPartitions,
  versions: { min: 0, max: 3 },
  fail: failCreatePartitions,
})
