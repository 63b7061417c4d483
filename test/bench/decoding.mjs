/**
 * What understanding a recording costs: decode and rebuild of a generated strace log of a million lines, against
 * merely reading it line by line with node:readline. Each in a process of its own, for its peak memory.
 */
import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { median, spread, table } from './statistics.mjs';

const ROOT = join(import.meta.dirname, '..', '..');

/** Of both logs: a Run grows with its processes, and must not grow with the lines that they cause. */
const PACKAGES = 1000;

export async function benchDecoding({ lines, rounds }) {
  const base = mkdtempSync(join(tmpdir(), 'gorun-trace-bench-'));
  try {
    const rows = [
      [`${rounds} rounds`, 'lines', 'read, s', 'decode + rebuild, s', '× reading', 'read, MiB', 'decode, MiB'],
    ];
    // A tenth of the lines shows whether memory grows with them.
    for (const count of [lines / 10, lines]) {
      const folder = await generateTape(join(base, String(count)), count);
      const read = [];
      const decode = [];
      for (let round = 0; round < rounds; round++) {
        read.push(inProcess('read', folder));
        decode.push(inProcess('decode', folder));
      }
      const of = (list, key) => list.map((one) => one[key]);
      const ratios = decode.map((one, i) => one.seconds / read[i].seconds);
      rows.push([
        '', String(count), spread(of(read, 'seconds')), spread(of(decode, 'seconds')), spread(ratios),
        spread(of(read, 'peak'), 0), spread(of(decode, 'peak'), 0),
      ]); // biome-ignore format: a row
      if (count === lines)
        rows.verdict = `  aim: at most 4 × reading, memory flat; seen ${median(ratios).toFixed(2)} ×`;
    }
    return `decoding a strace log\n${table(rows)}\n${rows.verdict}`;
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

function inProcess(mode, folder) {
  const result = spawnSync(process.execPath, [fileURLToPath(import.meta.url), mode, folder], { encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`${mode} failed: ${result.stderr}`);
  return JSON.parse(result.stdout);
}

/** A build of a thousand packages: compilers started by vfork, opens of sources and cache files, half of the calls cut in two by other threads. */
async function generateTape(folder, count) {
  mkdirSync(folder, { recursive: true });
  const header = {
    format: 'gorun-trace/tape', version: 1, id: '20260101-000000-0000', recordedBy: '0', originSeconds: 1_795_000_000,
    verb: 'build', args: ['./...'], argv: ['/usr/local/go/bin/go', 'build', './...'], cwd: '/home/dev/app', goBinary: '/usr/local/go/bin/go',
    flags: { added: [], left: [] }, host: { platform: 'linux', arch: 'x64', kernel: '6.1', cpus: 2 },
    track: { name: 'strace', watchers: ['strace 6.1'], reasons: [] },
  }; // biome-ignore format: a record
  writeFileSync(join(folder, 'header.json'), JSON.stringify(header));
  const out = createWriteStream(join(folder, 'strace.log'));
  let time = 1_795_000_000_000_000;
  let written = 0;
  const put = async (pid, body) => {
    time += 37;
    written += 1;
    const line = `${pid}  ${Math.floor(time / 1e6)}.${String(time % 1e6).padStart(6, '0')}123 ${body}\n`;
    if (!out.write(line)) await new Promise((resolve) => out.once('drain', resolve));
  };
  await put(1000, 'execve("/usr/local/go/bin/go", ["go", "build", "./..."], 0x7ffe61579e90 /* 36 vars */) = 0');
  await put(
    1000,
    'clone(child_stack=0xc00005c000, flags=CLONE_VM|CLONE_FS|CLONE_FILES|CLONE_SIGHAND|CLONE_THREAD|CLONE_SYSVSEM|CLONE_SETTLS, tls=0xc000024490) = 1001',
  );
  await put(1000, 'mkdirat(AT_FDCWD</home/dev/app>, "/tmp/go-build1837465", 0700) = 0');
  for (let i = 0; i < PACKAGES; i++) {
    const pid = 2000 + i;
    const until = Math.floor((count / PACKAGES) * (i + 1)) - 3;
    const id = `${(i % 256).toString(16).padStart(2, '0')}${String(i).padStart(62, '0')}`;
    const entry = `/home/dev/.cache/go-build/${id.slice(0, 2)}/${id}-a`;
    await put(
      1001,
      `openat(AT_FDCWD</home/dev/app>, "${entry}", O_RDONLY|O_CLOEXEC) = -1 ENOENT (No such file or directory)`,
    );
    await put(1001, 'clone(child_stack=NULL, flags=CLONE_VM|CLONE_VFORK|SIGCHLD <unfinished ...>');
    await put(
      pid,
      `execve("/usr/local/go/pkg/tool/linux_amd64/compile", ["/usr/local/go/pkg/tool/linux_amd64/compile", "-o", "/tmp/go-build1837465/b${i}/_pkg_.a", "-p", "example.com/app/p${i}", "-buildid", "x/x", "-importcfg", "/tmp/go-build1837465/b${i}/importcfg", "-pack", "/home/dev/app/p${i}/a.go"], 0xc000329600 /* 63 vars */ <unfinished ...>`,
    );
    await put(1001, `<... clone resumed>) = ${pid}`);
    await put(pid, '<... execve resumed>) = 0');
    for (let file = 0; written < until; file++) {
      const path = `/home/dev/app/p${i}/source_${file}.go`;
      if (file % 2 === 0) await put(pid, `openat(AT_FDCWD</home/dev/app>, "${path}", O_RDONLY|O_CLOEXEC) = 3<${path}>`);
      else {
        await put(pid, `openat(AT_FDCWD</home/dev/app>, "${path}", O_RDONLY|O_CLOEXEC <unfinished ...>`);
        await put(
          1000,
          `openat(AT_FDCWD</home/dev/app>, "/home/dev/app/p${i + 1}/source_${file}.go", O_RDONLY|O_CLOEXEC <unfinished ...>`,
        );
        await put(pid, `<... openat resumed>) = 3<${path}>`);
        await put(1000, `<... openat resumed>) = 4</home/dev/app/p${i + 1}/source_${file}.go>`);
      }
    }
    await put(pid, 'exit_group(0) = ?');
    await put(pid, '+++ exited with 0 +++');
    await put(1001, `openat(AT_FDCWD</home/dev/app>, "${entry}", O_WRONLY|O_CREAT|O_CLOEXEC, 0666) = 5<${entry}>`);
  }
  out.end();
  await finished(out);
  return folder;
}

async function measureHere(mode, folder) {
  const { openTape, rebuildRun } = await import(join(ROOT, 'dist', 'index.js'));
  const started = performance.now();
  if (mode === 'decode') {
    const run = await rebuildRun(await openTape(folder));
    if (run.processes.length < 100) throw new Error('the log was not understood');
  } else {
    let characters = 0;
    for await (const line of createInterface({
      input: createReadStream(join(folder, 'strace.log')),
      crlfDelay: Infinity,
    }))
      characters += line.length;
    if (characters === 0) throw new Error('nothing was read');
  }
  const seconds = (performance.now() - started) / 1000;
  process.stdout.write(JSON.stringify({ seconds, peak: process.resourceUsage().maxRSS / 1024 }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await measureHere(process.argv[2], process.argv[3]);
