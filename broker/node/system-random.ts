/** Real chance, from the operating system: the only home of unseeded randomness in the engine. */
import { randomBytes, randomInt } from 'node:crypto'
import type { Random } from '../base/random.ts'

const TWO_TO_32 = 0x1_0000_0000

/** Cryptographic randomness behind the same door as the seeded kind. */
export const systemRandom: Random = {
  next: () => randomInt(0, TWO_TO_32) / TWO_TO_32,
  below: (bound) => randomInt(0, bound),
  bytes: (length) => randomBytes(length),
}
