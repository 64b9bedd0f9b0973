import { errorCode } from './shared-fields.ts'
import { api, array, string } from './vocabulary.ts'

/** Chooses a SASL mechanism. */
export const saslHandshake = api({
  key: 17,
  name: 'SaslHandshake',
  doc: 'Chooses the SASL mechanism.',
  versions: '0-1',
  flexible: 'none',
  notes: { 0: 'Bare SASL frames follow.', 1: 'SaslAuthenticate requests follow (KIP-152).' },
  errors: ['UNSUPPORTED_SASL_MECHANISM', 'ILLEGAL_SASL_STATE'],
  request: { mechanism: string('0+', 'The mechanism.') },
  response: {
    errorCode: errorCode('0+', 'the request'),
    mechanisms: array(string(), '0+', 'Mechanisms that are on.'),
  },
})
