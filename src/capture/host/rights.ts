/** What the kernel lets us do: reads /proc and /sys. Their texts are read by the pure functions below. */
import { access, readFile } from 'node:fs/promises';
import { type Known, known, missing } from '../../base/known.ts';
import type { Capabilities, Rights } from './report.ts';

export async function probeRights(platform: string): Promise<Rights> {
  if (platform !== 'linux') {
    const none = missing<never>(`not a fact of ${platform}`);
    const rights = { yama: none, capabilities: none, seccomp: none, noNewPrivs: none, tracer: none };
    return { ...rights, tracefs: none, btf: none };
  }
  const [scope, status, mounts, btf] = await Promise.all([
    readText('/proc/sys/kernel/yama/ptrace_scope'),
    readText('/proc/self/status'),
    readText('/proc/self/mounts'),
    access('/sys/kernel/btf/vmlinux').then(
      () => true,
      () => false,
    ),
  ]);
  return {
    yama: scope.state === 'missing' ? missing('this kernel runs without Yama') : parseYama(scope.value),
    ...parseStatus(status),
    tracefs: mounts.state === 'missing' ? mounts : parseMounts(mounts.value),
    btf: known(btf),
  };
}

export function parseYama(text: string): Known<number> {
  const scope = Number.parseInt(text, 10);
  return scope >= 0 && scope <= 3 ? known(scope) : missing(`ptrace_scope says: ${text.trim()}`);
}

/** /proc/self/status, proc_pid_status(5). Old kernels lack some of its lines. */
export function parseStatus(status: Known<string>): Pick<Rights, 'capabilities' | 'seccomp' | 'noNewPrivs' | 'tracer'> {
  const field = (name: string): Known<string> => {
    if (status.state === 'missing') return status;
    const value = new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(status.value)?.[1];
    return value === undefined ? missing(`/proc/self/status has no ${name}`) : known(value);
  };
  const number = (name: string): Known<number> => {
    const value = field(name);
    return value.state === 'missing' ? value : known(Number(value.value));
  };
  const effective = field('CapEff');
  const noNewPrivs = number('NoNewPrivs');
  return {
    capabilities: effective.state === 'missing' ? effective : parseCapabilities(effective.value),
    seccomp: number('Seccomp'),
    noNewPrivs: noNewPrivs.state === 'missing' ? noNewPrivs : known(noNewPrivs.value === 1),
    tracer: number('TracerPid'),
  };
}

/** A mask in hexadecimal digits. Bit numbers from linux/capability.h. */
function parseCapabilities(hex: string): Known<Capabilities> {
  if (!/^[0-9a-f]+$/i.test(hex)) return missing(`CapEff says: ${hex}`);
  const mask = BigInt(`0x${hex}`);
  const has = (bit: bigint) => ((mask >> bit) & 1n) === 1n;
  return known({ sysPtrace: has(19n), sysAdmin: has(21n), bpf: has(39n) });
}

/** Lines of proc_pid_mounts(5): device, folder, type, … */
export function parseMounts(text: string): Known<string> {
  const mounts = text.split('\n').map((line) => line.split(' '));
  const folder = mounts.find(([, , type]) => type === 'tracefs')?.[1];
  return folder === undefined ? missing('tracefs is not mounted') : known(folder);
}

async function readText(path: string): Promise<Known<string>> {
  try {
    return known(await readFile(path, 'utf8'));
  } catch (error) {
    return missing(`${path} cannot be read${error instanceof Error && 'code' in error ? ` (${error.code})` : ''}`);
  }
}
