/** How it ended: go's exit, the program's own, where it failed, and the failure in plain words. */
import { type Known, known, missing, orUndefined, partial } from '../base/known.ts';
import type { SessionEvent } from '../decode/session/event.ts';
import type { Exit } from '../model/exit.ts';
import type { FailedExec, Process, Role } from '../model/process.ts';
import type { Command, HostFacts, Outcome } from '../model/run.ts';
import { explainRefusal } from './refusal.ts';

export interface OutcomeWitnesses {
  readonly command: Command;
  readonly host: HostFacts;
  /** The traced go command first. */
  readonly processes: readonly Process[];
  readonly goEnv: Readonly<Record<string, string>>;
  /** Whether go came so far as to write its action graph: past its flags and past loading packages. */
  readonly planned: boolean;
  /** Whether processes were watched at all. */
  readonly watched: boolean;
  readonly session: readonly SessionEvent[];
}

export function rebuildOutcome(witnesses: OutcomeWitnesses): Outcome {
  const root = witnesses.processes[0];
  const started = witnesses.session.find((event) => event.event === 'started');
  const exited = witnesses.session.findLast((event) => event.event === 'exited');
  const exit = goExit(exited, root);
  const program = programExit(witnesses);
  const failed = whereItFailed(exit, witnesses);
  return {
    exit,
    failed,
    program,
    explanation: explain(failed, exit, program, witnesses),
    start: started?.at ?? root?.start ?? 0,
    end:
      exited === undefined ? (root?.end ?? missing('neither its end nor its processes were seen')) : known(exited.at),
  };
}

function goExit(exited: (SessionEvent & { event: 'exited' }) | undefined, root: Process | undefined): Known<Exit> {
  if (exited?.signal) {
    const seen = root === undefined ? undefined : orUndefined(root.exit);
    const coreDumped = seen?.kind === 'signal' && seen.coreDumped;
    return known({ kind: 'signal', signal: exited.signal, coreDumped });
  }
  if (exited?.code !== undefined && exited.code !== null) return known({ kind: 'code', code: exited.code });
  return root?.exit ?? missing('the end of go was not recorded');
}

function programExit({ processes, command, watched }: OutcomeWitnesses): Known<Exit> {
  if (!watched) return missing('the program was not watched');
  const role: Role = command.verb === 'test' ? 'test binary' : 'program';
  const ran = processes.filter((process) => process.role === role);
  const [only] = ran;
  if (only === undefined) return wrappedExit(processes, command);
  if (ran.length > 1) return missing(`${ran.length} ${role === 'program' ? 'programs' : 'test binaries'} ran`);
  const refused = only.failedExecs.at(-1);
  if (only.images.length === 0 && refused !== undefined) {
    return missing(`it could not be started: ${refused.errno}`);
  }
  return only.exit;
}

/** `-exec qemu-aarch64`: the program never is a process of its own. */
function wrappedExit(processes: readonly Process[], command: Command): Known<Exit> {
  const wrapper = processes.find(
    (process) =>
      process.role === 'wrapper' &&
      process.parent === processes[0]?.handle &&
      process.images.at(-1)?.argv.some((arg) => /\/go-build\d+\/b\d+\/exe\/|\/[0-9a-f]{64}-d\/[^/]+$/.test(arg)) &&
      !process.images.at(-1)?.argv.includes('-importcfg'),
  );
  const exit = wrapper === undefined ? undefined : orUndefined(wrapper.exit);
  if (exit !== undefined) return partial(exit, `the program ran inside of ${wrapper?.images.at(-1)?.argv[0]}`);
  return missing(
    command.verb === 'run' || command.verb === 'test' ? 'no program was started' : `go ${command.verb} runs no program`,
  );
}

const succeeded = (exit: Exit): boolean => exit.kind === 'code' && exit.code === 0;

const hasFailed = (process: Process): boolean => {
  const exit = orUndefined(process.exit);
  return exit !== undefined && !succeeded(exit);
};

/** What the user or the system sends to make go stop. */
const STOPPING = /^SIG(INT|TERM|HUP|QUIT|KILL)$/;

function whereItFailed(known: Known<Exit>, witnesses: OutcomeWitnesses): Outcome['failed'] {
  const exit = orUndefined(known);
  if (exit === undefined) return 'unknown';
  if (succeeded(exit)) return 'no';
  if (exit.kind === 'signal' && STOPPING.test(exit.signal)) return 'interrupted';
  if (witnesses.session.some(({ event, ...rest }) => event === 'signal' && 'to' in rest && rest.to === 'go')) {
    return 'interrupted';
  }
  if (exit.kind === 'code' && exit.code === 2 && !witnesses.processes.some(worksOnPackage)) return 'usage';
  if (failedTools(witnesses.processes).length > 0) return 'build';
  if (witnesses.processes.some((process) => process.role === 'test binary' && hasFailed(process))) return 'test';
  if (witnesses.processes.some((process) => process.role === 'program')) return 'program';
  if (orUndefined(programExit(witnesses)) !== undefined) return 'program';
  if (!witnesses.watched) return witnesses.planned ? 'unknown' : 'usage';
  return witnesses.planned ? 'build' : 'usage';
}

const BUILD_TOOLS: ReadonlySet<Role> = new Set(['compile', 'asm', 'cgo', 'link', 'cover', 'pack', 'vet', 'preprofile']);

const worksOnPackage = (process: Process): boolean => BUILD_TOOLS.has(process.role);

/** The traced go's own tools that failed; C compilers only where nothing else did, as go tries what they can do. */
function failedTools(processes: readonly Process[]): readonly Process[] {
  const own = ownOf(processes);
  const tools = own.filter((process) => worksOnPackage(process) && hasFailed(process));
  if (tools.length > 0) return tools;
  const root = processes[0]?.handle;
  return own.filter((p) => p.role === 'cc' && p.parent === root && p.package.state === 'known' && hasFailed(p));
}

/** Without what nested go commands started: their failures are the program's affair. */
function ownOf(processes: readonly Process[]): readonly Process[] {
  const foreign = new Set<string>();
  for (const { handle, role, parent } of processes) {
    if (role === 'nested go' || (parent !== null && foreign.has(parent))) foreign.add(handle);
  }
  return processes.filter((process) => !foreign.has(process.handle));
}

function explain(
  failed: Outcome['failed'],
  exit: Known<Exit>,
  program: Known<Exit>,
  witnesses: OutcomeWitnesses,
): readonly string[] {
  switch (failed) {
    case 'no':
    case 'unknown':
      return [];
    case 'usage':
      return ['go stopped before it built anything: what it printed above says why'];
    case 'interrupted':
      return explainInterruption(orUndefined(exit), witnesses);
    case 'build':
      return explainBuild(witnesses);
    case 'test':
      return explainTests(witnesses);
    case 'program':
      return explainProgram(orUndefined(program), witnesses);
  }
}

function explainInterruption(exit: Exit | undefined, { session }: OutcomeWitnesses): readonly string[] {
  const sent = session.find((event) => event.event === 'signal');
  const signal = sent?.event === 'signal' ? sent.signal : exit?.kind === 'signal' ? exit.signal : 'a signal';
  if (sent === undefined && signal === 'SIGKILL') {
    return ['go was killed by SIGKILL: if nobody did that, the kernel did because memory had run out (see dmesg)'];
  }
  return [`go was interrupted by ${signal}`];
}

function explainBuild({ processes }: OutcomeWitnesses): readonly string[] {
  const tools = failedTools(processes);
  if (tools.length === 0) return ['go built nothing that failed, and ran no program: what it printed above says why'];
  const killed = tools.flatMap((process) => {
    const exit = orUndefined(process.exit);
    if (exit?.kind !== 'signal') return [];
    const memory = exit.signal === 'SIGKILL' ? ': probably memory ran out; -p 1 builds one package at a time' : '';
    return [`${describe(process)} was killed by ${exit.signal}${memory}`];
  });
  const others = tools.filter((process) => orUndefined(process.exit)?.kind === 'code');
  const failures = others.length === 0 ? [] : [`${listed(others.map(describe))} failed: its errors are printed above`];
  return [...killed, ...failures];
}

const describe = (process: Process): string => {
  const of = orUndefined(process.package);
  return of === undefined ? process.role : `${process.role} of ${of}`;
};

function explainTests(witnesses: OutcomeWitnesses): readonly string[] {
  const failed = ownOf(witnesses.processes).filter((process) => process.role === 'test binary' && hasFailed(process));
  const refused = failed.map(refusalOf).find((refusal) => refusal !== undefined);
  if (refused !== undefined) return explainRefusal(refused, witnesses);
  const killed = failed.flatMap((process) => {
    const exit = orUndefined(process.exit);
    return exit?.kind === 'signal' ? [`the test of ${orUndefined(process.package)} was killed by ${exit.signal}`] : [];
  });
  const others = failed.filter((process) => orUndefined(process.exit)?.kind === 'code');
  if (others.length === 0) return killed;
  return [...killed, `the tests of ${listed(others.map((process) => orUndefined(process.package) ?? '?'))} failed`];
}

const refusalOf = (process: Process): FailedExec | undefined =>
  process.images.length === 0 ? process.failedExecs.at(-1) : undefined;

function explainProgram(exit: Exit | undefined, witnesses: OutcomeWitnesses): readonly string[] {
  const program = witnesses.processes.find((process) => process.role === 'program');
  const refused = program === undefined ? undefined : refusalOf(program);
  if (refused !== undefined) return explainRefusal(refused, witnesses);
  if (exit?.kind === 'signal') {
    const dumped = exit.coreDumped ? ', and dumped core' : '';
    return [`the program was killed by ${exit.signal}${dumped}; go run reports every failure as 1`];
  }
  if (exit?.kind === 'code' && exit.code !== 0 && exit.code !== 1) {
    return [`the program exited with ${exit.code}; go run reports every failure as 1`];
  }
  return [];
}

/** `a, b and 3 more`. */
function listed(names: readonly string[]): string {
  const unique = [...new Set(names)];
  if (unique.length <= 4) return unique.join(', ');
  return `${unique.slice(0, 3).join(', ')} and ${unique.length - 3} more`;
}
