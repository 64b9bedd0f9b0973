/**
 * Who may import whom: the arrows of the house, as data. A rule's comment is the error message a
 * newcomer reads. Dependency checkers of the day see nothing under TypeScript 7, so the check itself is
 * ours (`import-graph.ts`), and every rule is seen to fail in `import-rules.test.ts`.
 */
import type { Import } from './import-graph.ts'

export interface ImportRule {
  readonly name: string
  readonly comment: string
  /** True when this import breaks the rule. */
  readonly isBroken: (edge: Import) => boolean
}

const TEST_FILE = /[.]test[.]tsx?$|\/testing\//

/** From files that match, to files that match, but for exceptions. */
function forbid(
  name: string,
  comment: string,
  shape: {
    readonly from: RegExp
    readonly to: RegExp
    readonly exceptFrom?: RegExp
    readonly exceptTo?: RegExp
  },
): ImportRule {
  return {
    name,
    comment,
    isBroken: ({ from, to }) =>
      shape.from.test(from) &&
      shape.to.test(to) &&
      !(shape.exceptFrom?.test(from) ?? false) &&
      !(shape.exceptTo?.test(to) ?? false),
  }
}

/** Siblings under a folder do not import each other. */
function siblingsDoNotMeet(name: string, comment: string, folder: RegExp): ImportRule {
  return {
    name,
    comment,
    isBroken: ({ from, to }) => {
      const own = folder.exec(from)?.[1]
      const other = folder.exec(to)?.[1]
      return own !== undefined && other !== undefined && own !== other
    },
  }
}

const CORE = /^node:/

/** Folders of the engine that a platform service (registry, connect, sql) reaches only over the wire. */
const ENGINE_FOLDERS =
  'log|raft|controller|replication|group|share|transaction|telemetry|handlers|node|cluster'

export const importRules: readonly ImportRule[] = [
  forbid('base-stands-alone', 'base/ is the floor: it imports nothing of ours.', {
    from: /^broker\/base\//,
    to: /^(contract|broker|electron|renderer|e2e|scripts)\//,
    exceptTo: /^broker\/base\//,
  }),
  forbid('base-is-pure', 'wire/ and raft/ stand on base/: it touches no Node core module.', {
    from: /^broker\/base\//,
    to: CORE,
    exceptFrom: TEST_FILE,
  }),
  forbid('contract-stands-alone', 'contract/ is neutral ground: zod and its own value types.', {
    from: /^contract\//,
    to: /^(broker|electron|renderer|e2e|scripts)\/|^node:|^package:(?!zod$)/,
    exceptFrom: TEST_FILE,
  }),
  forbid('renderer-only-contract', 'The page asks through contract/; it never imports a service.', {
    from: /^renderer\//,
    to: /^(broker|electron|e2e|scripts)\//,
  }),
  forbid('renderer-no-node', 'The renderer is a web page.', { from: /^renderer\//, to: CORE }),
  forbid('broker-is-headless', 'The broker runs with no app around it.', {
    from: /^broker\//,
    to: /^(contract|electron|renderer|e2e|scripts|resources)\//,
  }),
  forbid('electron-module-fenced', 'Only the listed edges touch the electron module.', {
    from: /./,
    to: /^package:electron$/,
    exceptFrom:
      /^electron\/(main|preload)[.]ts$|^electron\/(window|platform\/electron)\/|^electron\/host\/ipc-host[.]ts$|^forge[.]config[.]ts$|^e2e\//,
  }),
  siblingsDoNotMeet(
    'features-do-not-meet',
    'Share through domain/, link through app/routes.',
    /^renderer\/features\/([^/]+)\//,
  ),
  siblingsDoNotMeet(
    'services-do-not-meet',
    'Collaborators come in through the constructor.',
    /^electron\/services\/([^/]+)\//,
  ),
  forbid('platform-is-a-client', 'They talk over the wire, like anyone else.', {
    from: /^broker\/(registry|connect|sql)\//,
    to: new RegExp(`^broker/(${ENGINE_FOLDERS})/`),
  }),
  forbid('client-is-a-client', 'The client is what any other program could be: codecs and sockets.', {
    from: /^broker\/client\//,
    to: new RegExp(`^broker/(${ENGINE_FOLDERS})/`),
    exceptFrom: TEST_FILE,
  }),
  forbid('wire-is-sans-io', 'wire/ turns bytes into values. It opens nothing.', {
    from: /^broker\/wire\//,
    to: /^node:(net|tls|fs|dgram|http|https|worker_threads)(\/|$)/,
    exceptFrom: TEST_FILE,
  }),
  forbid('raft-is-pure', 'No clock, socket or disk.', {
    from: /^broker\/raft\//,
    to: CORE,
    exceptFrom: TEST_FILE,
  }),
  forbid(
    'engine-takes-its-world',
    'Time, chance, network and disk come in as a Runtime; only node/ makes real ones.',
    {
      from: /^broker\/(?!node\/|cluster\/|testing\/|wire\/|start-cluster[.]ts)/,
      to: /^node:(net|tls|fs|dgram|http|https|timers|worker_threads|child_process|perf_hooks)(\/|$)/,
      exceptFrom: TEST_FILE,
    },
  ),
  forbid('handlers-do-not-compose', 'A handler is given its services; node/ and cluster/ stand above it.', {
    from: /^broker\/(handlers|replication|group|controller|log|net|config|client)\//,
    to: /^broker\/(node|cluster)\//,
    exceptFrom: TEST_FILE,
  }),
  forbid('supervisor-is-another-thread', 'The supervisor knows nodes by control messages alone.', {
    from: /^broker\/cluster\//,
    to: /^broker\//,
    exceptTo: /^broker\/(base|cluster)\//,
    exceptFrom: TEST_FILE,
  }),
  forbid('ui-knows-no-kafka', 'ui/ and lib/ know no Kafka word: move it to domain/.', {
    from: /^renderer\/(ui|lib)\//,
    to: /^renderer\/(domain|features|app|bridge)\/|^contract\//,
    exceptFrom: TEST_FILE,
  }),
  forbid('no-test-in-prod', 'Tests import code, never the reverse.', {
    from: /./,
    to: TEST_FILE,
    exceptFrom: new RegExp(`${TEST_FILE.source}|^e2e/|^bench/|^vitest[.].*config[.]ts$`),
  }),
]

/** One line per broken rule: where, what, and why it is a rule. */
export function brokenRules(edges: readonly Import[], rules: readonly ImportRule[] = importRules): string[] {
  return edges.flatMap((edge) =>
    rules
      .filter((rule) => rule.isBroken(edge))
      .map((rule) => `${edge.from} imports ${edge.to}: ${rule.name}. ${rule.comment}`),
  )
}
