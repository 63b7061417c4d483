/**
 * Traces a real command, the way a run is traced. Yama, seccomp, capabilities, containers, emulators and other
 * tracers all have a say in whether that works, and only the kernel knows the sum of it.
 */
import { type Known, known, missing } from '../../base/known.ts';
import type { Tool, TraceTrial } from './report.ts';
import { straceOptions } from './straceOptions.ts';
import { type Answer, askTool, type World } from './world.ts';

export async function tryStrace(world: World, strace: Known<Tool>): Promise<Known<TraceTrial>> {
  if (strace.state === 'missing') return missing('there is no strace to try');
  const { path, version } = strace.value;
  if (version.state !== 'missing' && straceOptions(version.value).seccompBpf) {
    const filtered = await trace(world, path, ['--seccomp-bpf']);
    if (sawTheCommand(filtered)) {
      // strace goes on without the filter when the kernel refuses it.
      return known({
        outcome: 'works',
        seccompBpf: !/seccomp filter is requested but unavailable/.test(textOf(filtered)),
      });
    }
  }
  const plain = await trace(world, path, []);
  if (sawTheCommand(plain)) return known({ outcome: 'works', seccompBpf: false });
  return known({ outcome: 'refused', said: complaintOf(textOf(plain)) });
}

/** The traced command is strace itself, which is there for sure. -DDD as in a real run: the tracer attaches. */
const trace = (world: World, strace: string, options: readonly string[]): Promise<Answer> =>
  askTool(world, [strace, '-DDD', '-f', ...options, '-e', 'trace=execve', '--', strace, '-V']);

const textOf = (answer: Answer): string => (answer.ran ? answer.stderr : answer.why);

const sawTheCommand = (answer: Answer): boolean => /^(?:\[pid +\d+\] )?execve\(.*\) = 0$/m.test(textOf(answer));

/**
 * Of strace's complaints the one about tracing itself: before it come those of its own tests of the kernel.
 * `strace: attach: ptrace(PTRACE_SEIZE, 12): Operation not permitted` → without the leading `strace: `.
 */
export function complaintOf(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const complaints = lines.filter((line) => /ptrace|PTRACE/.test(line));
  const line = complaints.findLast((text) => /ptrace\(/.test(text)) ?? complaints.at(-1) ?? lines.at(-1);
  return line === undefined ? 'strace wrote nothing' : line.replace(/^\S*strace: /, '').slice(0, 300);
}
