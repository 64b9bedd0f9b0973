/** Where the app keeps its things, by each system's own custom. Under Electron the same place is used. */
import os from 'node:os'
import path from 'node:path'

/** An absolute path; it need not exist. `LOUPE_HOME` overrides it. */
export function defaultDataDirectory(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const home = os.homedir()
  if (env['LOUPE_HOME']) return path.resolve(env['LOUPE_HOME'])
  if (platform === 'win32')
    return path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'), 'Loupe')
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Loupe')
  return path.join(env['XDG_DATA_HOME'] ?? path.join(home, '.local', 'share'), 'loupe')
}
