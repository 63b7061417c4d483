/** The only place that joins tape → decode → rebuild: for a recording on disk, and for one that is still going on. */
import { type Known, known, orUndefined, partial } from './base/known.ts';
import { createLineCutter } from './base/lines.ts';
import type { Witness } from './capture/session.ts';
import { decodeActionGraph } from './decode/gotool/actionGraph.ts';
import { decodeDebugTrace } from './decode/gotool/debugTrace.ts';
import { decodeGoEnv } from './decode/gotool/goEnv.ts';
import { decodeImportCfg } from './decode/gotool/importCfg.ts';
import type { Decoded, ImportCfg } from './decode/gotool/records.ts';
import { decodeTick } from './decode/proc/tick.ts';
import { decodeSessionEvent } from './decode/session/event.ts';
import { createStraceDecoder } from './decode/strace/decoder.ts';
import { decodeWorkFile } from './decode/work/record.ts';
import type { Run, Source } from './model/run.ts';
import { createRebuild, type Progress, type Rebuild, type ToolRecords } from './rebuild/rebuild.ts';
import type { SessionEvent, StreamName, TapeHeader, WorkFileRecord } from './tape/format.ts';
import { openTape, type TapeReader } from './tape/reader.ts';

/** What happened in a recording. */
export async function rebuildRun(tape: TapeReader): Promise<Run> {
  const { header } = tape;
  const rebuild = createRebuild(header);
  const count = newCounts();
  const importCfgs = new Map<string, ImportCfg>();
  const lines = (stream: StreamName, take: (line: string) => boolean) => readLines(tape, stream, take, rebuild);
  const event = (event: SessionEvent) => {
    countEvent(count, event);
    rebuild.session(event);
  };
  await lines('session', (line) => give(decodeSessionEvent(line), event));
  await lines('proc', (line) => give(decodeTick(line), rebuild.tick) && ++count.ticks > 0);
  await lines('work', (line) =>
    give(decodeWorkFile(line), (file) => {
      rebuild.workFile(file);
      keepImportCfg(file, importCfgs);
      count.files++;
    }),
  );
  const strace = createStraceStream(header, rebuild);
  const torn = await tape.read('strace', strace.push);
  strace.end();
  const ended = tape.ending.state === 'known';
  if (!ended) rebuild.note('tape-torn', 'data loss', 'The recording was cut off before its end, or is still going on.');
  else if (torn !== null && tape.has('strace')) rebuild.note('tape-torn', 'data loss', `strace.log: ${torn}.`);
  return finish(
    rebuild,
    tape,
    { straceLines: strace.lines(), straceWhole: ended && torn === null, ...count },
    importCfgs,
  );
}

export interface LivePipeline {
  readonly witness: Witness;
  progress(): Progress;
  /** Reads what cmd/go has written to the tape's folder, and tells what happened. */
  finish(folder: string): Promise<Run>;
}

/** The same fold, fed while the run goes on. */
export function createLivePipeline(header: TapeHeader): LivePipeline {
  const rebuild = createRebuild(header);
  const strace = createStraceStream(header, rebuild);
  const importCfgs = new Map<string, ImportCfg>();
  const count = newCounts();
  return {
    witness: {
      straceBytes: strace.push,
      tick(tick) {
        count.ticks++;
        rebuild.tick(tick);
      },
      event(event) {
        countEvent(count, event);
        rebuild.session(event);
      },
      workFile(file) {
        count.files++;
        rebuild.workFile(file);
        keepImportCfg(file, importCfgs);
      },
      workDir: rebuild.workDir,
      alive: rebuild.alive,
      newResponseFiles: rebuild.newResponseFiles,
    },
    progress: rebuild.progress,
    async finish(folder) {
      strace.end();
      return finish(
        rebuild,
        await openTape(folder),
        { straceLines: strace.lines(), straceWhole: true, ...count },
        importCfgs,
      );
    },
  };
}

function createStraceStream(header: TapeHeader, rebuild: Rebuild) {
  let lines = 0;
  const decoder = createStraceDecoder(header, rebuild);
  const cutter = createLineCutter((line) => {
    lines++;
    decoder.decodeLine(line);
  });
  return { push: cutter.push, end: () => decoder.end(cutter.end()), lines: () => lines };
}

interface Counts extends Readonly<Counted> {
  readonly straceLines: number;
  readonly straceWhole: boolean;
}

/** Records that came, by the way. */
interface Counted {
  ticks: number;
  files: number;
  /** Files that lay in the work dir when the session read it; null: it was not read. */
  filesRead: number | null;
}

const newCounts = (): Counted => ({ ticks: 0, files: 0, filesRead: null });

function countEvent(counted: Counted, event: SessionEvent): void {
  if (event.event === 'work read') counted.filesRead = event.files;
}

async function finish(
  rebuild: Rebuild,
  tape: TapeReader,
  counts: Counts,
  importCfgs: ReadonlyMap<string, ImportCfg>,
): Promise<Run> {
  const { originSeconds } = tape.header;
  const [graph, spans, goEnv, said] = await Promise.all([
    tape.text('actiongraph'),
    tape.text('debugTrace'),
    tape.text('goEnv'),
    tape.text('straceSaid'),
  ]);
  const records: Omit<ToolRecords, 'sources'> = {
    actions: decode(graph, (text) => decodeActionGraph(text, originSeconds)),
    spans: decode(spans, (text) => decodeDebugTrace(text, originSeconds)),
    goEnv: decode(goEnv, decodeGoEnv),
    importCfgs,
  };
  return rebuild.finish({ ...records, sources: sourcesOf(tape, records, counts, orUndefined(said)) });
}

/** Text that may be torn, decoded by what may find more trouble in it. */
function decode<T>(text: Known<string>, how: (text: string) => Decoded<T>): Known<T> {
  if (text.state === 'missing') return text;
  const { value, trouble } = how(text.value);
  const why = trouble ?? (text.state === 'partial' ? text.reason : null);
  return why === null ? known(value) : partial(value, why);
}

function sourcesOf(tape: TapeReader, records: Omit<ToolRecords, 'sources'>, counts: Counts, said = ''): Source[] {
  const unused = tape.header.track.name === 'tool' ? tape.header.track.reasons.join(' ') : null;
  const simple = (name: Source['name'], count: number, seen: boolean, why: string): Source =>
    seen ? { name, state: 'complete', records: count } : { name, state: 'missing', records: 0, reason: why };
  const decoded = (name: Source['name'], value: Known<unknown>, size: number): Source =>
    value.state === 'known'
      ? { name, state: 'complete', records: size }
      : { name, state: value.state === 'partial' ? 'torn' : 'missing', records: size, reason: value.reason };
  const sizeOf = (value: Known<readonly unknown[]>) => (value.state === 'missing' ? 0 : value.value.length);
  const strace: Source =
    unused !== null
      ? { name: 'strace', state: 'not used', records: 0, reason: unused }
      : counts.straceLines === 0
        ? {
            name: 'strace',
            state: 'missing',
            records: 0,
            reason: `strace wrote nothing: ${said.trim().split('\n').at(-1) || 'it may not trace here'} (gorun-trace doctor)`,
          }
        : {
            name: 'strace',
            state: counts.straceWhole ? 'complete' : 'torn',
            records: counts.straceLines,
            ...(counts.straceWhole ? {} : { reason: 'the recording was cut off' }),
          };
  return [
    strace,
    simple('proc', counts.ticks, counts.ticks > 0, 'the run was over before the first look at /proc'),
    decoded('actiongraph', records.actions, sizeOf(records.actions)),
    decoded('debug-trace', records.spans, sizeOf(records.spans)),
    decoded('go-env', records.goEnv, records.goEnv.state === 'missing' ? 0 : Object.keys(records.goEnv.value).length),
    workFiles(counts),
  ];
}

function workFiles({ files, filesRead }: Counts): Source {
  const name = 'work-files';
  if (filesRead === null) return { name, state: 'missing', records: files, reason: 'no work dir was found at the end' };
  if (files >= filesRead) return { name, state: 'complete', records: files };
  return {
    name,
    state: 'torn',
    records: files,
    reason: `of ${filesRead} files that lay in the work dir, ${files} are told of`,
  };
}

/** Lines that cannot be read are left out and counted. */
async function readLines(
  tape: TapeReader,
  stream: StreamName,
  take: (line: string) => boolean,
  rebuild: Rebuild,
): Promise<void> {
  if (!tape.has(stream)) return;
  const lost = () => rebuild.note('tape-torn', 'data loss', `${stream}: a record that is not whole was left out.`);
  const cutter = createLineCutter((line) => {
    if (!take(Buffer.from(line, 'latin1').toString('utf8'))) lost();
  });
  const trouble = await tape.read(stream, cutter.push);
  if (cutter.end() !== '' || trouble !== null) lost();
}

function give<T>(record: T | null, take: (record: T) => void): boolean {
  if (record === null) return false;
  take(record);
  return true;
}

function keepImportCfg(file: WorkFileRecord, importCfgs: Map<string, ImportCfg>): void {
  if (file.text === undefined || !/\/importcfg(\.link)?$/.test(`/${file.path}`)) return;
  importCfgs.set(`${file.work}/${file.path}`, decodeImportCfg(file.text));
}
