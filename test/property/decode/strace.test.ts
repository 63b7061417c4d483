/** Logs as strace could write them, and logs as nothing would. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../../src/decode/observation.ts';
import { bytesFromText } from '../../../src/decode/strace/strings.ts';
import { decodeLog, straceLog, straceLogs } from '../../kit/strace.ts';

const ORIGIN = 1_795_290_000;

/** As strace's string_quote does it, of bytes. `<` and `>` are escaped in the paths of descriptors. */
function quote(bytes: Uint8Array, alsoEscaped = ''): string {
  let quoted = '';
  bytes.forEach((byte, i) => {
    const char = String.fromCharCode(byte);
    const short = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v', '\f': '\\f' }[char];
    if (short !== undefined) quoted += short;
    else if (byte >= 0x20 && byte < 0x7f && !alsoEscaped.includes(char)) quoted += char;
    else {
      const next = bytes[i + 1] ?? 0;
      const octal = byte.toString(8);
      quoted += `\\${next >= 0x30 && next <= 0x37 ? octal.padStart(3, '0') : octal}`;
    }
  });
  return quoted;
}

/** Bytes that like to be what the log is made of. */
const anyName = fc
  .array(
    fc.oneof(
      fc.uint8Array({ min: 1, maxLength: 12 }),
      fc
        .constantFrom(
          '"',
          '\\',
          ') = 3',
          ' <unfinished ...>',
          '<... openat resumed>',
          ', ',
          '[',
          ']',
          '{',
          ')',
          '(',
          '/* ',
          ' */',
          '\n',
          '...',
          '1',
          'é',
          '😀',
          '\\"',
          '>(deleted)',
        )
        .map((text) => new Uint8Array(Buffer.from(text))),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])));

const decode = (text: string, size?: number) => decodeLog(Buffer.from(text, 'latin1'), size, ORIGIN);
const hex = (text: string): string => bytesFromText(text).toString('hex');
const hexOf = (...parts: (Uint8Array | string)[]): string =>
  Buffer.concat(parts.map((part) => Buffer.from(part as Uint8Array))).toString('hex');

describe('any bytes', () => {
  it('are decoded without an exception, the same in any chunks', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 1, max: 50 }), (bytes, size) => {
        const log = Buffer.from(bytes);
        expect(decodeLog(log, size, ORIGIN)).toEqual(decodeLog(log, undefined, ORIGIN));
      }),
      { numRuns: 1000 },
    );
  });

  it('of the words of the grammar are too, and break no promise', () => {
    const word = fc.constantFrom(
      '1 ', '2 ', '3 ', '4  ', '5<a b> ', '[pid 6] ', '1795290001.5 ', '12:00:00.1 ', '0.5 ', 'openat(', 'execve(', 'clone(', 'vfork(', 'exit_group(',
      'AT_FDCWD</>', '3</x>', ', ', '"a"', '"a', '["x"', ']', ')', ' = 0', ' = 2', ' = 3', ' = 4', ' = ?', ' = -1 ENOENT (x)', ' = ? ERESTARTSYS (x)',
      'flags=CLONE_THREAD', 'SIGCHLD', ' <unfinished ...>', '<... clone resumed>', '<... vfork resumed>', '<... openat resumed>', '<... execve resumed>',
      '+++ exited with 0 +++', '+++ killed by SIGKILL +++', '+++ superseded by execve in pid 2 +++', '+++ superseded by execve in pid 4 +++', '--- SIGURG {si_pid=2} ---', "/* 9 in strace's PID NS */", '\n', '\n',
    ); // biome-ignore format: a list of words
    fc.assert(
      fc.property(fc.array(word, { maxLength: 200 }), (words) => {
        const { observations } = decode(words.join(''));
        expect(unspawned(observations)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('in a real log are too', () => {
    const logs = straceLogs().map(straceLog);
    fc.assert(
      fc.property(
        fc.constantFrom(...logs),
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 40 }), fc.uint8Array({ maxLength: 20 })), {
          minLength: 1,
          maxLength: 20,
        }),
        (log, edits) => {
          let damaged = log.subarray(0, 40_000);
          for (const [where, length, bytes] of edits) {
            const at = where % damaged.length;
            damaged = Buffer.concat([damaged.subarray(0, at), bytes, damaged.subarray(at + length)]);
          }
          expect(unspawned(decodeLog(damaged, undefined, ORIGIN).observations)).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

/** What is told of a thread before its spawn. */
function unspawned(observations: readonly Observation[]): Observation[] {
  const spawned = new Set<number>();
  return observations.filter((observation) => {
    if (!Number.isSafeInteger(observation.at)) return true;
    if (observation.kind !== 'spawn') return !spawned.has(observation.tid);
    spawned.add(observation.child);
    return observation.parent !== null && !spawned.has(observation.parent);
  });
}

describe('a legal line', () => {
  it('gives the bytes of a path back, whole or in two, in any directory', () => {
    fc.assert(
      fc.property(
        anyName,
        anyName,
        fc.boolean(),
        fc.constantFrom('AT_FDCWD', '7'),
        (name, directory, split, descriptor) => {
          fc.pre(
            name[0] !== 0x2f &&
              name[0] !== 0x2e &&
              !name.includes(0) &&
              !directory.includes(0) &&
              directory.length > 0 &&
              directory.at(-1) !== 0x2f,
          );
          const call = `openat(${descriptor}</${quote(directory, '<>')}>, "${quote(name)}", O_RDWR|O_CREAT, 0666`;
          const result = `) = 3</${quote(directory, '<>')}/${quote(name, '<>')}>`;
          const lines = split
            ? `1 ${call} <unfinished ...>\n1 <... openat resumed>${result}\n`
            : `1 ${call}${result}\n`;
          const { observations, notes } = decode(lines);
          expect(notes).toEqual([]);
          const open = observations.at(-1);
          expect(open).toMatchObject({ kind: 'open', access: 'read-write', create: true, errno: null });
          expect(open?.kind === 'open' && hex(open.path)).toBe(hexOf('/', directory, '/', name));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('gives the bytes of an argv back', () => {
    fc.assert(
      fc.property(
        anyName,
        fc.array(fc.oneof(anyName, fc.constant(new Uint8Array())), { maxLength: 6 }),
        fc.boolean(),
        (path, argv, named) => {
          const list = `[${argv.map((arg) => `"${quote(arg)}"`).join(', ')}]`;
          const call = named
            ? `execve(pathname="${quote(path)}", argv=${list}, envp=`
            : `execve("${quote(path)}", ${list}, `;
          const { observations, notes } = decode(
            `1 ${call}0x7ffc /* 5 vars */) = -1 ENOENT (No such file or directory)\n`,
          );
          expect(notes).toEqual([]);
          const exec = observations.at(-1);
          expect(exec).toMatchObject({ kind: 'exec', argvWhole: true, errno: 'ENOENT' });
          expect(exec?.kind === 'exec' && [exec.path, ...exec.argv].map(hex)).toEqual(
            [path, ...argv].map((arg) => hexOf(arg)),
          );
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('gives its time back to the nanosecond', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100 * 86_400 }),
        fc.integer({ min: 0, max: 999_999_999 }),
        fc.boolean(),
        (seconds, fraction, micro) => {
          const kept = micro ? fraction - (fraction % 1000) : fraction;
          const digits = String(kept)
            .padStart(9, '0')
            .slice(0, micro ? 6 : 9);
          const { observations } = decode(`1 ${ORIGIN + seconds}.${digits} chdir("/") = 0\n`);
          expect(observations.at(-1)?.at).toBe(seconds * 1_000_000_000 + kept);
        },
      ),
    );
  });
});

// ── a world of processes, printed as strace prints it ────────────────────────────────────────────────────────────

/** What happens next, to which of the living: numbers are taken modulo what there is. */
type Step = {
  readonly who: number;
  readonly what: 'clone' | 'thread' | 'vfork' | 'chdir' | 'open' | 'return' | 'exit';
};

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    who: fc.nat(),
    what: fc.constantFrom<Step['what'][]>('clone', 'thread', 'vfork', 'chdir', 'open', 'return', 'return', 'exit'),
  }),
  { maxLength: 120 },
);

interface Living {
  readonly tid: number;
  /** How its line goes on when its call returns. */
  resumed: string | null;
}

/** The log, each one's parent, and what each one does, in its own order. */
function happen(script: readonly Step[]): { log: string; parents: Map<number, number>; deeds: Map<number, string[]> } {
  const lines: string[] = ['1000 chdir("/first") = 0'];
  const living: Living[] = [{ tid: 1000, resumed: null }];
  const parents = new Map<number, number>();
  const deeds = new Map<number, string[]>([[1000, ['chdir /first']]]);
  let next = 1001;
  const finish = (one: Living): void => {
    if (one.resumed !== null) lines.push(`${one.tid} ${one.resumed}`);
    one.resumed = null;
  };
  for (const { who, what } of script) {
    const one = living[who % living.length];
    if (one === undefined) break;
    const done = (deed: string): unknown => deeds.get(one.tid)?.push(deed);
    if (what === 'return') {
      finish(one);
      continue;
    }
    finish(one);
    if (what === 'exit') {
      if (one.tid === 1000) continue;
      living.splice(living.indexOf(one), 1);
      lines.push(`${one.tid} +++ exited with 0 +++`);
      done('exited 0');
    } else if (what === 'chdir') {
      lines.push(`${one.tid} chdir("/${who}") = 0`);
      done(`chdir /${who}`);
    } else if (what === 'open') {
      lines.push(`${one.tid} openat(AT_FDCWD</>, "${who}", O_RDONLY <unfinished ...>`);
      one.resumed = '<... openat resumed>) = 3';
      done(`open /${who}`);
    } else {
      const child = next++;
      const flags = { clone: 'SIGCHLD', thread: 'CLONE_VM|CLONE_THREAD', vfork: 'CLONE_VM|CLONE_VFORK|SIGCHLD' }[what];
      lines.push(`${one.tid} clone(child_stack=NULL, flags=${flags} <unfinished ...>`);
      one.resumed = `<... clone resumed>) = ${child}`;
      living.push({ tid: child, resumed: null });
      parents.set(child, one.tid);
      deeds.set(child, []);
    }
  }
  for (const one of living) finish(one);
  return { log: `${lines.join('\n')}\n`, parents, deeds };
}

describe('a world of processes that all speak at once', () => {
  it('is told with every parent, every deed in its order, every spawn first', () => {
    fc.assert(
      fc.property(steps, (script) => {
        const { log, parents, deeds } = happen(script);
        const { observations, notes } = decode(log);
        expect(notes).toEqual([]);
        expect(unspawned(observations)).toEqual([]);
        const told = new Map<number, number>();
        const done = new Map<number, string[]>();
        for (const o of observations) {
          if (o.kind === 'spawn') {
            expect(done.has(o.child)).toBe(false);
            done.set(o.child, []);
            if (o.parent !== null) told.set(o.child, o.parent);
          } else if (o.kind === 'chdir' || o.kind === 'open') done.get(o.tid)?.push(`${o.kind} ${o.path}`);
          else if (o.kind === 'exited') done.get(o.tid)?.push('exited 0');
        }
        expect(told).toEqual(parents);
        expect(done).toEqual(deeds);
      }),
      { numRuns: 3000 },
    );
  });
});
