/** States of share partitions. */
export const SHARE_STATE_TOPIC = '__share_group_state'
