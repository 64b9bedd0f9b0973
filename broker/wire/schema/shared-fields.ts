import { int16, int32, type ScalarField, string } from './vocabulary.ts'

/** Fields that most responses have, with the same meaning everywhere. */

/** How long the quota made the client wait. */
export function throttleTimeMs(versions: string): ScalarField {
  return int32(versions, 'How long the quota of the client delays it, ms.', { ignorable: true, default: 0 })
}

/** The outcome, as a code of the error table. */
export function errorCode(versions: string, of = 'this item'): ScalarField {
  return int16(versions, `The outcome for ${of}; 0 is success.`, { ignorable: true })
}

/** The outcome in words. */
export function errorMessage(versions: string): ScalarField {
  return string(versions, 'What went wrong, for people; null on success.', {
    nullable: versions,
    default: null,
    ignorable: true,
  })
}
