/** Partitions as people type and read them: `3, 7-12`. */

/** The partitions a text names, in order and each once; null when it is no such list, or one is not there. */
export function parsePartitions(text: string, partitionCount: number): readonly number[] | null {
  const chosen = new Set<number>()
  for (const part of text.split(/[\s,;]+/).filter((one) => one !== '')) {
    const [, first, last = first] = /^(\d{1,6})(?:(?:-|\.\.|–)(\d{1,6}))?$/.exec(part) ?? []
    if (first === undefined || Number(last) >= partitionCount || Number(first) > Number(last)) return null
    for (let partition = Number(first); partition <= Number(last); partition += 1) chosen.add(partition)
  }
  return [...chosen].sort((left, right) => left - right)
}

/** The shortest way to name partitions: `3, 7-12`. */
export function formatPartitions(partitions: readonly number[]): string {
  const sorted = [...partitions].sort((left, right) => left - right)
  const stretches: [number, number][] = []
  for (const partition of sorted) {
    const last = stretches.at(-1)
    if (last !== undefined && last[1] === partition - 1) last[1] = partition
    else stretches.push([partition, partition])
  }
  return stretches
    .map(([first, last]) =>
      first === last ? String(first) : last === first + 1 ? `${first}, ${last}` : `${first}-${last}`,
    )
    .join(', ')
}
