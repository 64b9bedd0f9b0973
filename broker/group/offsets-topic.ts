/** The internal topic that stores groups and their positions. */
export const OFFSETS_TOPIC = '__consumer_offsets'
