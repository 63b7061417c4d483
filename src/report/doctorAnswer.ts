/** What doctor found, as its reports need it. cli fills it in from the probes, which no report may know. */

export interface DoctorAnswer {
  /** Whether a run can be traced here as well as this system allows. */
  readonly ready: boolean;
  /** What machine this is, from the general to the particular: `Debian GNU/Linux 12 (bookworm)`, `linux x64`. */
  readonly machine: readonly string[];
  readonly pieces: readonly DoctorPiece[];
  readonly track: { readonly name: string; readonly reasons: readonly string[] };
  readonly missing: readonly DoctorMissing[];
  /** What --fix would run, in order; the optional ones only with --all. */
  readonly fixes: readonly DoctorFix[];
}

export interface DoctorPiece {
  readonly piece: string;
  readonly state: 'good' | 'bad' | 'unused';
  readonly version?: string;
  readonly remarks: readonly string[];
}

export interface DoctorMissing {
  readonly piece: string;
  readonly need: 'required' | 'optional';
  readonly why: string;
  readonly adds: string;
  readonly fix: ({ readonly kind: 'run' } & DoctorCommand) | { readonly kind: 'advice'; readonly text: string };
}

export interface DoctorCommand {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

export interface DoctorFix extends DoctorCommand {
  readonly piece: string;
  readonly optional: boolean;
  readonly why: string;
  /** Why it cannot be run from here. */
  readonly blocked?: string;
}
