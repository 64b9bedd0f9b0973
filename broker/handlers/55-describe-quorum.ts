/** DescribeQuorum (key 55), served v0-v2. The controller that leads answers. */
import { describeQuorum } from '../wire/generated/describe-quorum.ts'
import { forwarded } from './forward.ts'

export const describeQuorumHandler = forwarded({
  api: describeQuorum,
  versions: { min: 0, max: 2 },
  fail: (error) => ({ errorCode: error.code, topics: [] }),
})
