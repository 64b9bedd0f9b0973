/** Connections: the switcher of the title bar and the dialog. They have no page of their own. */
export { ConnectionDialogHost } from './connection-dialog.tsx'
export { ConnectionSwitcher } from './connection-switcher.tsx'
