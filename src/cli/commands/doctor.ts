/**
 * `gorun-trace doctor [--fix [--all]] [--json]`: what is here, how a run will be watched and why, what is missing.
 * Exit code 0: a run can be traced as well as this system allows. 1: a needed piece is missing, or --fix failed.
 */
import { UserError } from '../../base/userError.ts';
import { applyFixes, type FixTeller } from '../../capture/host/applyFixes.ts';
import { assess } from '../../capture/host/assess.ts';
import { type Fix, planFixes } from '../../capture/host/fix.ts';
import { probeHost } from '../../capture/host/probe.ts';
import type { HostReport } from '../../capture/host/report.ts';
import { type World, worldOf } from '../../capture/host/world.ts';
import { isReady, planTrack } from '../../capture/plan.ts';
import type { DoctorAnswer } from '../../report/doctorAnswer.ts';
import { renderDoctorJson } from '../../report/json/doctor.ts';
import { renderDoctor, showCommand } from '../../report/terminal/doctor.ts';
import { renderError } from '../../report/terminal/error.ts';
import type { Io } from '../io.ts';

export interface DoctorOptions {
  readonly fix?: boolean;
  readonly all?: boolean;
  readonly json?: boolean;
  readonly go?: string;
}

export async function doctor(
  options: DoctorOptions,
  io: Io,
  world: World = worldOf(process.env, process.cwd()),
): Promise<number> {
  const first = await probeHost(world, options.go);
  const fixing = options.fix ? await fixAll(first, options, io, world) : undefined;
  const report = fixing?.report ?? first;
  const answer = answerOf(report);
  if (options.json) {
    const told = fixing && { ...fixing, done: fixing.done.map(({ command }) => command) };
    io.stdout(renderDoctorJson(answer, report, told));
  } else io.stdout(renderDoctor(answer, io));
  if (fixing?.failure) io.stderr(renderError(fixing.failure, io));
  return answer.ready && !fixing?.failure ? 0 : 1;
}

interface Fixing {
  readonly done: readonly Fix[];
  readonly failure?: UserError;
  /** The machine as it is afterwards. */
  readonly report: HostReport;
}

/**
 * Twice at most: which Delve fits is only known once Go is there. What ran to the end is not run again, even if
 * the second look still misses the piece.
 */
async function fixAll(first: HostReport, options: DoctorOptions, io: Io, world: World): Promise<Fixing> {
  const teller: FixTeller = {
    show: showCommand,
    announce: (fix) => io.stderr(`will run: ${showCommand(fix)}\n          ${fix.why}\n`),
    output: (text) => io.stderr(text),
  };
  let report = first;
  let done: readonly Fix[] = [];
  for (let round = 0; round < 2; round += 1) {
    const wanted = planFixes(report).filter(
      ({ piece, optional }) => (options.all || !optional) && !done.some((earlier) => earlier.piece === piece),
    );
    if (wanted.length === 0) break;
    const applied = await applyFixes(world, wanted, teller);
    done = [...done, ...applied.done];
    report = await probeHost(world, options.go);
    if (applied.failure) return { done, failure: applied.failure, report };
  }
  if (done.length === 0) io.stderr('gorun-trace doctor: nothing that it could install is missing\n');
  const failure = stillMissing(done, report);
  return failure === undefined ? { done, report } : { done, report, failure };
}

/** An installer may end well and put the tool where nobody looks. */
function stillMissing(done: readonly Fix[], { tools }: HostReport): UserError | undefined {
  const piece = done
    .map((fix) => fix.piece)
    .find((name) => name !== 'package lists' && tools[name].state === 'missing');
  if (piece === undefined) return undefined;
  const hint = 'Open a new shell, or put the folder that it was installed to into PATH.';
  return new UserError('fix-without-effect', `${piece} was installed, but is still not in PATH`, hint);
}

function answerOf(report: HostReport): DoctorAnswer {
  const plan = planTrack(report);
  const { distribution, platform, arch, kernel, container } = report.system;
  return {
    ready: isReady(plan),
    machine: [
      ...(distribution.state === 'missing' ? [] : [distribution.value.name]),
      `${platform} ${arch}`,
      `kernel ${kernel}`,
      ...(container.state === 'missing' ? [] : ['in a container']),
    ],
    pieces: assess(report),
    track: { name: plan.track, reasons: plan.reasons },
    missing: plan.missing,
    fixes: planFixes(report),
  };
}
