import { int16, message, string } from '../vocabulary.ts'

/** The level of a feature has changed. */
export const featureLevelRecord = message({
  name: 'FeatureLevelRecord',
  doc: 'The level of a feature has changed.',
  versions: '0',
  flexible: '0+',
  recordType: 12,
  fields: {
    name: string('0+', 'The feature.'),
    featureLevel: int16('0+', 'The level the cluster runs at; 0 for off.'),
  },
})
