import { errors } from '../broker/wire/schema/errors.ts'
import type { ApiSchema } from '../broker/wire/schema/vocabulary.ts'

/** Renders the reference pages of the protocol. */

/** `docs/reference/errors.md`. */
export function renderErrorsPage(): string {
  const rows = Object.entries(errors).map(
    ([name, row]) => `| ${row.code} | ${name} | ${row.retriable ? 'yes' : 'no'} | ${row.meaning} |`,
  )
  return [
    '<!-- Generated from broker/wire/schema/errors.ts by scripts/generate-protocol.ts; do not edit. -->',
    '# Errors',
    '',
    'Every code of the protocol. A retriable error can go away without a change of the request.',
    '',
    '| code | name | retriable | meaning |',
    '|--:|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

/** The section of one API. */
export function renderApi(schema: ApiSchema): string[] {
  const notes = Object.entries(schema.notes ?? {}).map(([version, note]) => `- v${version}: ${note}`)
  const errorLine = schema.errors.length === 0 ? [] : ['', `Errors: ${schema.errors.join(', ')}.`]
  return [
    '',
    `## ${schema.name}`,
    '',
    `Key ${schema.key}, versions ${schema.versions}. ${schema.doc}`,
    ...(notes.length === 0 ? [] : ['', ...notes]),
    ...errorLine,
  ]
}
