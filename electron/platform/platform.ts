/** What a desktop can do, as an interface: the services know no Electron. */

export interface Platform {
  readonly host: 'electron' | 'http'
  readonly version: string
  /** Null outside Electron. */
  readonly electronVersion: string | null
  /** Absolute path of the app's own folder; it exists. */
  readonly dataDirectory: string
  /** One sentence when something was not to be had, for example why there is no window. */
  readonly notice: string | null
  /** Opens an https page in the default browser; false where that is not possible. */
  openExternal(url: string): Promise<boolean>
}
