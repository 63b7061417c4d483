/** The only place that joins tape → decode → rebuild: for a recording on disk, and for one that is still going on. */
import { createLineCutter } from './base/lines.ts';
import type { Witness } from './capture/session.ts';
import { decodeActionGraph } from './decode/gotool/actionGraph.ts';
import { decodeDebugTrace } from './decode/gotool/debugTrace.ts';
import { decodeGoEnv } from './decode/gotool/goEnv.ts';
import { decodeTick } from './decode/proc/tick.ts';
import { decodeSessionEvent } from './decode/session/event.ts';
import { createStraceDecoder } from './decode/strace/decoder.ts';
import { decodeWorkFile } from './decode/work/record.ts';
import type { Run } from './model/run.ts';
import { createRebuild, type Rebuild } from './rebuild/rebuild.ts';
import { openTape, type TapeReader } from './tape/reader.ts';
