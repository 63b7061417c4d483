/**
 * Who may import whom: the table of docs/architecture.md as rules. test/house/imports.test.ts breaks each of them
 * in a copy of the sources and sees it fail, and fails itself when the table names a room that is not there.
 *
 * `may`: every import. `types`: `import type` only. `never`: the rest, with the reason. Each room names every other.
 */
export const rooms = {
  base: {
    may: [],
    types: [],
    never: [
      [
        ['tape', 'capture', 'decode', 'model', 'rebuild', 'ask', 'check', 'report', 'cli', 'pipeline', 'index'],
        'base stands below everyone: what needs another room belongs in that room',
      ],
    ],
  },
  tape: {
    may: ['base'],
    types: [],
    never: [
      [['capture'], 'a recording must be readable on a machine that can capture nothing'],
      [
        ['decode', 'model', 'rebuild', 'pipeline'],
        'raw first, meaning later: the tape keeps what was said, not what it means',
      ],
      [['ask', 'check', 'report', 'cli', 'index'], 'data flows one way; the recording knows nobody who reads it'],
    ],
  },
  capture: {
    may: ['base', 'tape'],
    types: [],
    never: [
      [
        ['decode', 'rebuild', 'pipeline'],
        'a probe writes down what it saw; what that means is found out later, from the tape',
      ],
      [['model', 'ask'], 'no probe sees a Run: what is captured must not depend on what is made of it'],
      [
        ['check', 'report', 'cli', 'index'],
        'only cli talks to the user; a probe that printed would mix with the program',
      ],
    ],
  },
  decode: {
    may: ['base'],
    types: ['tape', 'model'],
    never: [
      [['capture'], 'decoders are pure: they read recordings of machines and tools that are not here'],
      [['rebuild', 'pipeline'], 'a decoder says what a record says; joining records is the work of rebuild'],
      [['ask', 'check', 'report', 'cli', 'index'], 'data flows one way'],
    ],
  },
  model: {
    may: ['base'],
    types: [],
    never: [
      [['tape', 'capture', 'decode'], 'a Run is what happened, whoever watched: it names no record and no tracer'],
      [['rebuild', 'pipeline'], 'the model is a noun; what makes it stands above it'],
      [['ask', 'check', 'report', 'cli', 'index'], 'data flows one way'],
    ],
  },
  rebuild: {
    may: ['base', 'model'],
    types: ['decode'],
    never: [
      [['tape', 'capture'], 'live and batch are the same fold: it is handed observations, it never reads them'],
      [['pipeline'], 'the pipeline calls rebuild, not the other way'],
      [['ask', 'check', 'report', 'cli', 'index'], 'data flows one way'],
    ],
  },
  ask: {
    may: ['base', 'model'],
    types: [],
    never: [
      [
        ['tape', 'capture', 'decode', 'rebuild', 'pipeline'],
        'a question is answered from the Run alone, so that it can be asked of a saved one',
      ],
      [['check', 'report', 'cli', 'index'], 'an answer is plain data; who judges or prints it stands above'],
    ],
  },
  check: {
    may: ['base', 'model', 'ask'],
    types: [],
    never: [
      [['tape', 'capture', 'decode', 'rebuild', 'pipeline'], 'a verdict is judged from the Run alone'],
      [['report', 'cli', 'index'], 'a verdict is plain data; formatting and exit codes are made above'],
    ],
  },
  report: {
    may: ['base', 'model', 'ask'],
    types: ['check'],
    never: [
      [
        ['tape', 'capture', 'decode', 'rebuild', 'pipeline'],
        'no report sees a record: what it wants to tell must be in the Run first',
      ],
      [['cli', 'index'], 'a report returns bytes; only cli writes them anywhere'],
    ],
  },
  cli: {
    may: ['base', 'tape', 'capture', 'decode', 'model', 'rebuild', 'ask', 'check', 'report', 'pipeline'],
    types: [],
    never: [[['index'], 'index.ts is the door for other programs; the command goes through the rooms']],
  },
  pipeline: {
    may: ['base', 'tape', 'decode', 'model', 'rebuild'],
    // It answers what a session asks of a Witness.
    types: ['capture'],
    never: [[['ask', 'check', 'report', 'cli', 'index'], 'the pipeline ends at a Run']],
  },
  index: {
    may: ['base', 'tape', 'capture', 'decode', 'model', 'rebuild', 'ask', 'check', 'report', 'pipeline'],
    types: [],
    never: [[['cli'], 'a library picks no exit code and writes to nobody’s standard output']],
  },
};

/** Rooms that have no clock, disk, environment or process: their output depends on their input alone. */
export const pureRooms = ['base', 'decode', 'model', 'rebuild', 'ask', 'check', 'report'];

/** Node's modules that reach the world. What is left (path, zlib, crypto, url …) computes. */
export const worldModules = [
  ...[
    'async_hooks',
    'child_process',
    'cluster',
    'console',
    'dgram',
    'diagnostics_channel',
    'dns',
    'fs',
    'http',
    'http2',
  ],
  ...[
    'https',
    'inspector',
    'net',
    'os',
    'perf_hooks',
    'process',
    'readline',
    'repl',
    'timers',
    'tls',
    'tty',
    'v8',
    'vm',
  ],
  ...['worker_threads'],
];

/** Libraries that only some rooms use; the others would not be what they say they are. */
const libraries = [
  ['commander', ['cli'], 'only cli reads argv'],
  ['execa', ['capture', 'cli'], 'only capture starts processes, and cli those that doctor installs with'],
  ['pidtree', ['capture'], 'only capture looks at living processes'],
];

/** A room is a folder; pipeline and index are single files. */
export const pathOf = (room) => (room === 'pipeline' || room === 'index' ? `^src/${room}\\.ts$` : `^src/${room}/`);
const anyOf = (names) => names.map(pathOf).join('|');

/** Everything that a room reaches when each room keeps to its own line of the table. */
function reachOf(room, reached = new Set()) {
  for (const next of [...rooms[room].may, ...rooms[room].types]) {
    if (!reached.has(next)) reachOf(next, reached.add(next));
  }
  return reached;
}

const direct = Object.entries(rooms).flatMap(([room, { never }]) =>
  never.flatMap(([targets, reason]) =>
    targets.map((target) => ({
      name: `${room}-never-imports-${target}`,
      severity: 'error',
      comment: reason,
      from: { path: pathOf(room) },
      to: { path: pathOf(target) },
    })),
  ),
);

const typesOnly = Object.entries(rooms).flatMap(([room, { types }]) =>
  types.map((target) => ({
    name: `${room}-imports-only-types-of-${target}`,
    severity: 'error',
    comment: `${room} may know the shape of what ${target} says; code of ${target} in it would be a second way`,
    from: { path: pathOf(room) },
    to: { path: pathOf(target), dependencyTypesNot: ['type-only'] },
  })),
);

const transitive = Object.keys(rooms).map((room) => {
  const reached = reachOf(room);
  const beyond = Object.keys(rooms).filter((other) => other !== room && !reached.has(other));
  return {
    name: `${room}-never-reaches-beyond`,
    severity: 'error',
    comment: `through others, too, ${room} comes to nothing but: ${[...reached].join(', ') || 'itself'}`,
    from: { path: pathOf(room) },
    to: { path: anyOf(beyond), reachable: true },
  };
});

const usedBy = libraries.map(([name, users, reason]) => ({
  name: `${name}-only-in-${users.join('-and-')}`,
  severity: 'error',
  comment: reason,
  from: { path: '^src/', pathNot: anyOf(users) },
  to: { path: `node_modules/${name}/` },
}));

export default {
  forbidden: [
    ...direct,
    ...typesOnly,
    ...transitive,
    ...usedBy,
    {
      name: 'pure-rooms-reach-no-world',
      severity: 'error',
      comment: 'a pure room has no clock, disk, network or process, so that a recording always means the same',
      from: { path: anyOf(pureRooms) },
      to: {
        dependencyTypes: ['core'],
        dependencyTypesNot: ['type-only'],
        path: `^(node:)?(${worldModules.join('|')})(/|$)`,
      },
    },
    {
      name: 'sources-know-nothing-of-each-other',
      severity: 'error',
      comment:
        'one folder per source: what two of them share stands beside them (or in host), so that one can be absent or replaced',
      from: { path: '^src/(capture|decode)/([^/]+)/' },
      to: { path: '^src/$1/[^/]+/', pathNot: '^src/$1/($2|host)/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment:
        'two files that need each other are one file; types may name each other, they are gone when the code runs',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'a file that nobody imports and that imports nobody is left over',
      from: { orphan: true },
      to: {},
    },
    {
      name: 'only-what-is-installed-with-the-package',
      severity: 'error',
      comment: 'the package must run without its development tools, and with what its package.json names',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'everything-is-found',
      severity: 'error',
      comment: 'an import that leads nowhere',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'sources-never-import-tests',
      severity: 'error',
      comment: 'tests, fixtures and documents are not in the package',
      from: { path: '^src/' },
      to: { path: '^(test|fixtures|docs|bin|dist)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'node', 'default'] },
  },
};
