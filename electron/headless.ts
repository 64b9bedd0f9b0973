/** The plain-Node entry: the same services behind the HTTP host. */
import path from 'node:path'
import { DataDirectoryError, nodeClientRuntime } from '#broker'
import { describeError } from '#broker/base/logger'
import { contract } from '#contract'
import { APP_HELP, type AppFlags, parseAppFlags } from './app-flags.ts'
import { createApp } from './compose.ts'
import { type HttpHost, openHttpHost } from './host/http-host.ts'
import { onStopRequest } from './lifetime.ts'
import { USAGE_EXIT_CODE, UsageError, usageLine } from './options.ts'
import { APP_ROOT } from './platform/app-root.ts'
import { claimDataDirectory } from './platform/data-directory.ts'
import { createHeadlessPlatform, openInBrowser } from './platform/headless/headless-platform.ts'
import { openAppLogger } from './platform/log-file.ts'
import { readVersion } from './platform/version.ts'

/** The built page. */
const PAGE_DIRECTORY = path.join(APP_ROOT, 'dist', 'renderer')

async function main(flags: AppFlags): Promise<void> {
  if (flags.isHelp || flags.isVersion) {
    process.stdout.write(flags.isHelp ? APP_HELP : `${readVersion()}\n`)
    return
  }
  const release = claimDataDirectory(flags.dataDirectory)
  if (flags.notice !== null) say(flags.notice)
  const logger = openAppLogger(flags.dataDirectory, () => nodeClientRuntime.clock.nowMs())
  const app = createApp({
    platform: createHeadlessPlatform(flags),
    logger,
    brokerCount: flags.brokerCount,
    isDemoAllowed: flags.isDemoAllowed,
    say,
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
    release()
    fail(`The port ${flags.port} cannot be opened (${describeError(error)}). Choose another with --port.`)
    return
  }
  let isStopping = false
  const stop = async () => {
    if (isStopping) return
    isStopping = true
    await host.close()
    await app.dispose()
    release()
    process.exit(0)
  }
  onStopRequest(() => void stop())
  process.stdout.write(`Loupe is ready at ${host.url}\n`)
  void app.startLocalCluster()
  if (!flags.isHeadless && !(await openInBrowser(host.url))) {
    say('no browser could be opened; open the address above in one.')
  }
}

function say(line: string): void {
  process.stderr.write(`loupe: ${line}\n`)
}

function fail(message: string, exitCode = 1): void {
  say(message)
  process.exitCode = exitCode
}

try {
  await main(parseAppFlags(process.argv.slice(2)))
} catch (error) {
  if (error instanceof UsageError) fail(usageLine(error), USAGE_EXIT_CODE)
  else if (error instanceof DataDirectoryError) fail(error.message)
  else if (error instanceof Error && 'code' in error) fail(`It cannot start: ${error.message}`)
  else throw error
}
