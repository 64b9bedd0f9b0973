import { errorCode, errorMessage } from './shared-fields.ts'
import { api, bytes, int64 } from './vocabulary.ts'

/** One step of a SASL exchange. */
export const saslAuthenticate = api({
  key: 36,
  name: 'SaslAuthenticate',
  doc: 'Carries one step of a SASL exchange.',
  versions: '0-2',
  flexible: '2+',
  notes: { 1: 'Session lifetime (KIP-368).' },
  errors: ['SASL_AUTHENTICATION_FAILED', 'ILLEGAL_SASL_STATE'],
  request: { authBytes: bytes('0+', 'What the client says, in the form of the mechanism.') },
  response: {
    errorCode: errorCode('0+', 'the step'),
    errorMessage: errorMessage('0+'),
    authBytes: bytes('0+', 'What the server says, in the form of the mechanism.'),
    sessionLifetimeMs: int64('1+', 'Time after which to authenticate again, ms; 0 for never.', {
      default: 0,
      ignorable: true,
    }),
  },
})
