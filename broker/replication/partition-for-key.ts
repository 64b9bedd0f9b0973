/** The internal partition that owns a key: Java's String.hashCode without its sign, modulo the partitions. */
export function partitionForKey(key: string, partitionCount: number): number {
  let hash = 0
  for (let index = 0; index < key.length; index += 1) hash = (Math.imul(hash, 31) + key.charCodeAt(index)) | 0
  return (hash & 0x7fff_ffff) % partitionCount
}
