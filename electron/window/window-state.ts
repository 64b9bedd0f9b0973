/** Where the window was and how large: remembered between starts, best effort. */
import fs from 'node:fs'
import { z } from 'zod'

const Stored = z.object({
  x: z.number().int().optional(),
  y: z.number().int().optional(),
  width: z.number().int().min(400).max(20_000),
  height: z.number().int().min(300).max(20_000),
  isMaximized: z.boolean(),
})
export type WindowState = z.infer<typeof Stored>

const FIRST: WindowState = { width: 1_280, height: 800, isMaximized: false }

export class WindowStateStore {
  readonly #file: string

  constructor(file: string) {
    this.#file = file
  }

  read(): WindowState {
    try {
      return Stored.parse(JSON.parse(fs.readFileSync(this.#file, 'utf8')))
    } catch {
      return FIRST // the first start, or a file nobody can read
    }
  }

  write(state: WindowState): void {
    try {
      fs.writeFileSync(this.#file, JSON.stringify(state))
    } catch {
      // A size that is not remembered costs nothing.
    }
  }
}
