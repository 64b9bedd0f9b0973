/**
 * Regular expressions over topic names, matched as a whole, in time linear in the name: the expression
 * becomes a program whose alternatives are followed side by side, never one after another. What a client
 * sends can thus never hang a broker: an expression has a longest length and a largest program, and a
 * `StepBudget` ends what would still take too long.
 */
import { assertNever } from '../../base/assert.ts'
import { MAX_REGEX_INSTRUCTIONS } from '../limits.ts'
import { type CharClass, WORDS } from './char-class.ts'
import { parseRegex, type RegexAssertion, type RegexNode, RegexProblem } from './parse.ts'

/** Steps that a piece of work may still take. */
export interface StepBudget {
  steps: number
}

type Instruction =
  | { readonly type: 'char'; readonly chars: CharClass }
  | { readonly type: 'assert'; readonly assertion: RegexAssertion }
  /** Goes on at both places. */
  | { readonly type: 'split'; first: number; second: number }
  | { readonly type: 'match' }

/** An expression that can be used, or why it cannot. */
export function compileRegex(text: string): Regex | RegexProblem {
  const node = parseRegex(text)
  if (node instanceof RegexProblem) return node
  const program = new Compiler().compile(node)
  return program === null ? new RegexProblem('expression too large') : new Regex(program)
}

export class Regex {
  readonly #program: readonly Instruction[]
  /** For each instruction the last round it was added in: it is followed once per character. */
  readonly #addedIn: Int32Array
  #round = 0

  constructor(program: readonly Instruction[]) {
    this.#program = program
    this.#addedIn = new Int32Array(program.length)
  }

  /** Whether all of the text matches; null when the budget is used up. */
  matches(text: string, budget: StepBudget): boolean | null {
    this.#addedIn.fill(0)
    this.#round = 1
    let current: number[] = []
    this.#follow(0, { text, position: 0, into: current, budget })
    for (let position = 0; position < text.length; position += 1) {
      budget.steps -= current.length
      if (budget.steps < 0) return null
      const code = text.charCodeAt(position)
      const next: number[] = []
      this.#round += 1
      for (const index of current) {
        const instruction = this.#program[index]
        if (instruction?.type !== 'char' || !instruction.chars.hasCode(code)) continue
        this.#follow(index + 1, { text, position: position + 1, into: next, budget })
      }
      if (next.length === 0) return false
      current = next
    }
    return current.some((index) => this.#program[index]?.type === 'match')
  }

  /** Adds all instructions that can be reached without a character. */
  #follow(
    start: number,
    at: {
      readonly text: string
      readonly position: number
      readonly into: number[]
      readonly budget: StepBudget
    },
  ): void {
    const stack = [start]
    for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
      at.budget.steps -= 1
      if (this.#addedIn[index] === this.#round) continue
      this.#addedIn[index] = this.#round
      const instruction = this.#program[index]
      if (instruction === undefined) continue
      if (instruction.type === 'split') stack.push(instruction.second, instruction.first)
      else if (instruction.type !== 'assert') at.into.push(index)
      else if (holds(instruction.assertion, at.text, at.position)) stack.push(index + 1)
    }
  }
}

function holds(assertion: RegexAssertion, text: string, position: number): boolean {
  switch (assertion) {
    case 'start':
      return position === 0
    case 'end':
      return position === text.length
    case 'boundary':
      return isBoundary(text, position)
    case 'noBoundary':
      return !isBoundary(text, position)
    default:
      return assertNever(assertion)
  }
}

function isBoundary(text: string, position: number): boolean {
  const isWordAt = (index: number) => index >= 0 && index < text.length && WORDS.has(text.charAt(index))
  return isWordAt(position - 1) !== isWordAt(position)
}

class Compiler {
  readonly #program: Instruction[] = []
  /** Nodes visited: repeated empty parts make work without making instructions. */
  #visitCount = 0

  /** Null when the program would be too large. */
  compile(node: RegexNode): readonly Instruction[] | null {
    if (!this.#emit(node)) return null
    this.#program.push({ type: 'match' })
    return this.#program
  }

  /** False when there is no room. */
  #emit(node: RegexNode): boolean {
    this.#visitCount += 1
    if (this.#visitCount > MAX_REGEX_INSTRUCTIONS || this.#program.length >= MAX_REGEX_INSTRUCTIONS)
      return false
    switch (node.type) {
      case 'char':
        this.#program.push({ type: 'char', chars: node.chars })
        return true
      case 'assert':
        this.#program.push({ type: 'assert', assertion: node.assertion })
        return true
      case 'sequence':
        return node.parts.every((part) => this.#emit(part))
      case 'choice':
        return this.#emitChoice(node.options)
      case 'repeat':
        return this.#emitRepeat(node)
      default:
        return assertNever(node)
    }
  }

  #emitChoice(options: readonly RegexNode[]): boolean {
    const jumps: (Instruction & { type: 'split' })[] = []
    for (const [index, option] of options.entries()) {
      const isLast = index === options.length - 1
      const split = isLast ? null : this.#split()
      if (!this.#emit(option)) return false
      if (split === null) continue
      jumps.push(this.#split())
      split.second = this.#program.length
    }
    for (const jump of jumps) {
      jump.first = this.#program.length
      jump.second = this.#program.length
    }
    return true
  }

  #emitRepeat({ part, min, max }: Extract<RegexNode, { readonly type: 'repeat' }>): boolean {
    for (let count = 0; count < min; count += 1) if (!this.#emit(part)) return false
    if (max === null) {
      const split = this.#split()
      const start = this.#program.length - 1
      if (!this.#emit(part)) return false
      const back = this.#split()
      back.first = start
      back.second = start
      split.second = this.#program.length
      return true
    }
    const skips: (Instruction & { type: 'split' })[] = []
    for (let count = min; count < max; count += 1) {
      skips.push(this.#split())
      if (!this.#emit(part)) return false
    }
    for (const skip of skips) skip.second = this.#program.length
    return true
  }

  /** A split that goes on at the next instruction, and at another place that is set later. */
  #split(): Instruction & { type: 'split' } {
    const split: Instruction & { type: 'split' } = {
      type: 'split',
      first: this.#program.length + 1,
      second: 0,
    }
    this.#program.push(split)
    return split
  }
}
