/**
 * `npm run cluster`: the bundled cluster alone. Prints one JSON line when every broker serves, and runs
 * until it is told to stop. Everything for people goes to stderr.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { DataDirectoryError, NodeStartError, openLocalCluster } from '#broker'
import { describeError } from '#broker/base/logger'
import { startDemo } from '../resources/demo/demo.ts'
import { CLUSTER_HELP, parseClusterFlags, quorumAdvice } from './cluster-flags.ts'
import { type ControlPort, openControlPort } from './control-port.ts'
import { onStopRequest } from './lifetime.ts'
import { USAGE_EXIT_CODE, UsageError, usageLine } from './options.ts'
import { claimDataDirectory, clusterDirectoryIn } from './platform/data-directory.ts'
import { readVersion } from './platform/version.ts'

async function main(): Promise<void> {
  const settings = parseClusterFlags(process.argv.slice(2))
  if (settings === 'help' || settings === 'version') {
    process.stdout.write(settings === 'help' ? CLUSTER_HELP : `${readVersion()}\n`)
    return
  }
  const { dataDir } = settings
  const release = dataDir === null ? () => {} : claimDataDirectory(dataDir)
  const cluster = openLocalCluster({
    brokers: settings.brokers,
    controllers: settings.controllers,
    combined: settings.combined,
    port: settings.port,
    isPortStrict: true,
    dataDir:
      dataDir === null
        ? fs.mkdtempSync(path.join(os.tmpdir(), 'loupe-cluster-'))
        : clusterDirectoryIn(dataDir),
    ephemeral: dataDir === null,
    profile: settings.profile,
    isolation: settings.isolation,
    logDirs: settings.logDirs,
    racks: settings.racks,
    release: settings.release,
  })
  const advice = quorumAdvice(cluster.options.controllerCount)
  if (advice !== null) process.stderr.write(`loupe: ${advice}\n`)
  if (settings.verbose) {
    cluster.onLog(({ record: { timeMs, level, source, message, fields } }) => {
      const time = new Date(timeMs).toISOString()
      process.stderr.write(`${time} ${level} ${source}: ${message} ${JSON.stringify(fields)}\n`)
    })
  }
  let stopDemo: () => Promise<void> = async () => {}
  let control: ControlPort | null = null
  let isStopping = false
  const stop = async (exitCode: number) => {
    if (isStopping) return
    isStopping = true
    await control?.close()
    await stopDemo()
    await cluster.dispose()
    release()
    process.exit(exitCode)
  }
  onStopRequest(() => void stop(0))
  try {
    await cluster.start()
  } catch (error) {
    if (!(error instanceof NodeStartError)) throw error
    const advice = error.code === 'ADDRESS_IN_USE' ? '. Choose another with --port; 0 picks free ones.' : ''
    process.stderr.write(`loupe: ${error.message}${advice}\n`)
    return stop(1)
  }
  if (settings.controlPort !== null) {
    try {
      control = await openControlPort(cluster, settings.controlPort)
    } catch (error) {
      process.stderr.write(
        `loupe: The control port ${settings.controlPort} cannot be opened: ${describeError(error)}. Choose another with --control-port; 0 picks a free one.\n`,
      )
      return stop(1)
    }
  }
  const { bootstrapServers: bootstrap, clusterId, readyMs } = cluster
  const brokers = cluster.brokers.map(({ nodeId, port, pid }) => ({
    id: nodeId,
    host: cluster.options.host,
    port,
    pid,
    dataDir: cluster.directory.nodeDirectory(nodeId),
  }))
  const controlled = control === null ? {} : { controlPort: control.port }
  process.stdout.write(`${JSON.stringify({ bootstrap, clusterId, readyMs, brokers, ...controlled })}\n`)
  if (settings.demo) {
    const demo = startDemo({
      bootstrap,
      onError: (message) => process.stderr.write(`loupe: demo: ${message}\n`),
    })
    stopDemo = () => demo.stop()
  }
}

main().catch((error: unknown) => {
  if (!(error instanceof UsageError) && !(error instanceof DataDirectoryError)) throw error
  const isUsage = error instanceof UsageError
  process.stderr.write(`loupe: ${isUsage ? usageLine(error) : error.message}\n`)
  process.exitCode = isUsage ? USAGE_EXIT_CODE : 1
})
