/** The plain-Node entry: the same services behind the HTTP host. */
import fs from 'node:fs'
import path from 'node:path'
import { nodeClientRuntime } from '#broker'
import { describeError } from '#broker/base/logger'
import { contract } from '#contract'
import { APP_HELP, type AppFlags, parseAppFlags } from './app-flags.ts'
import { createApp } from './compose.ts'
import { type HttpHost, openHttpHost } from './host/http-host.ts'
import { UsageError } from './options.ts'
import { APP_ROOT } from './platform/app-root.ts'
import { createHeadlessPlatform, openInBrowser } from './platform/headless/headless-platform.ts'
import { openAppLogger } from './platform/log-file.ts'

/** The built page. */
const PAGE_DIRECTORY = path.join(APP_ROOT, 'dist', 'renderer')

async function main(flags: AppFlags): Promise<void> {
  if (flags.isHelp) {
    process.stdout.write(APP_HELP)
    return
  }
  fs.mkdirSync(flags.dataDirectory, { recursive: true })
  const logger = openAppLogger(flags.dataDirectory, () => nodeClientRuntime.clock.nowMs())
  const app = createApp({
    platform: createHeadlessPlatform(flags),
    logger,
    brokerCount: flags.brokerCount,
    isDemoAllowed: flags.isDemoAllowed,
  })
  let host: HttpHost
  try {
    host = await openHttpHost({
      contract,
      services: app.services,
      logger: logger.child('host'),
      port: flags.port,
      pageDirectory: PAGE_DIRECTORY,
    })
  } catch (error) {
    await app.dispose()
    fail(`The port ${flags.port} cannot be opened (${describeError(error)}). Choose another with --port.`)
    return
  }
  let isStopping = false
  const stop = async () => {
    if (isStopping) return
    isStopping = true
    await host.close()
    await app.dispose()
    process.exit(0)
  }
  process.on('SIGINT', () => void stop())
  process.on('SIGTERM', () => void stop())
  process.stdout.write(`Loupe is ready at ${host.url}\n`)
  void app.startLocalCluster()
  if (!flags.isHeadless && !(await openInBrowser(host.url))) {
    process.stderr.write('loupe: no browser could be opened; open the address above in one.\n')
  }
}

function fail(message: string): void {
  process.stderr.write(`loupe: ${message}\n`)
  process.exitCode = 1
}

try {
  await main(parseAppFlags(process.argv.slice(2)))
} catch (error) {
  if (error instanceof UsageError) fail(error.message)
  else if (error instanceof Error && 'code' in error) fail(`It cannot start: ${error.message}`)
  else throw error
}
