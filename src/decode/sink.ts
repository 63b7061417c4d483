import type { NoteSink } from '../model/note.ts';
import type { Observation } from './observation.ts';

/** Where a tracer's decoder puts what it understood. A callback, not an iterator: a million lines pass here. */
export interface ObservationSink extends NoteSink {
  observe(observation: Observation): void;
}
