/** One measured number. CPU time over wall time where the machine is shared: it repeats. */
export interface Metric {
  readonly metric: string
  readonly unit: 'MB/s' | 'records/s' | 'CPU-ms/MB' | 'CPU-ms/s' | 'ms' | 'MB' | 'calls/s' | 'items/s'
  readonly value: number
}
