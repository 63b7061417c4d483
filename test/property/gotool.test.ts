/** cmd/go's records may be cut, mixed up or written by another program: their decoders never throw, and never hang. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hexFromId, idFromHex, splitBuildId } from '../../src/base/buildId.ts';
import { decodeActionGraph } from '../../src/decode/gotool/actionGraph.ts';
import { decodeDebugTrace } from '../../src/decode/gotool/debugTrace.ts';
import { decodeGoEnv } from '../../src/decode/gotool/goEnv.ts';
import { decodeImportCfg } from '../../src/decode/gotool/importCfg.ts';
import { decodeGoTime } from '../../src/decode/gotool/time.ts';
import { recording } from '../kit/gotool.ts';

const { graphText } = recording('go1.19-run-warm-std-is-installed');

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.json(),
  fc.array(fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', 'ID', '1', '\n')).map((parts) => parts.join('')),
  fc.nat(graphText.length).map((length) => graphText.slice(0, length)),
  fc
    .array(fc.record({ ID: fc.anything(), Mode: fc.anything(), Deps: fc.anything(), TimeStart: fc.anything() }))
    .map((a) => JSON.stringify(a, (_, value) => (typeof value === 'bigint' ? String(value) : value))),
);

describe('the decoders of cmd/go’s records', () => {
  it('never throw', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(decodeActionGraph(text, 0).value.length).toBeLessThanOrEqual(text.length);
        expect(decodeDebugTrace(text, 0).value.length).toBeLessThanOrEqual(text.length);
        expect(decodeGoEnv(text).value).toBeTypeOf('object');
        expect(decodeImportCfg(text).packageFiles.size).toBeLessThanOrEqual(text.length);
        expect(splitBuildId(text)?.actionId.length ?? 20).toBe(20);
      }),
      { numRuns: 1000 },
    );
  });

  it('read of a torn graph what was whole, in the same words', () => {
    const whole = decodeActionGraph(graphText, 0).value;
    fc.assert(
      fc.property(fc.nat(graphText.length), (length) => {
        const { value } = decodeActionGraph(graphText.slice(0, length), 0);
        expect(value).toEqual(whole.slice(0, value.length));
      }),
      { numRuns: 60 },
    );
  });

  it('turn any nanosecond of any zone into the same distance', () => {
    const moment = fc.record({
      seconds: fc.integer({ min: -8_640_000, max: 8_640_000 }),
      nanos: fc.nat(999_999_999),
      zone: fc.integer({ min: -14 * 60, max: 14 * 60 }),
    });
    fc.assert(
      fc.property(moment, ({ seconds, nanos, zone }) => {
        const origin = Date.UTC(2026, 10, 21) / 1000;
        const local = new Date((origin + seconds + zone * 60) * 1000).toISOString().slice(0, 19);
        const fraction = String(nanos).padStart(9, '0').replace(/0+$/, '');
        const two = (n: number): string => String(Math.abs(n)).padStart(2, '0');
        const offset = zone === 0 ? 'Z' : `${zone < 0 ? '-' : '+'}${two(Math.trunc(zone / 60))}:${two(zone % 60)}`;
        const text = `${local}${fraction === '' ? '' : `.${fraction}`}${offset}`;
        expect(decodeGoTime(text, origin)).toBe(seconds * 1e9 + nanos);
      }),
    );
  });

  it('turn an ID into hex and back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 15, maxLength: 15 }), (bytes) => {
        const hex = Buffer.from(bytes).toString('hex');
        expect(hexFromId(idFromHex(hex) ?? '')).toBe(hex);
      }),
    );
  });
});
