import { describe, expect, it } from 'vitest';
import { decodeSessionEvent, type SessionEvent } from '../../../../src/decode/session/event.ts';

const EVENTS: SessionEvent[] = [
  { event: 'started', at: 1, pid: 100 },
  { event: 'signal', at: 2, signal: 'SIGINT', to: 'go' },
  { event: 'exited', at: 3, code: 0, signal: null },
  { event: 'exited', at: 3, code: null, signal: 'SIGTERM' },
  { event: 'probe failed', at: 4, probe: 'proc', why: 'none here' },
  { event: 'strace stayed', at: 5, pid: 7 },
  { event: 'strace died', at: 6 },
  { event: 'work read', at: 7, path: '/tmp/go-build1', files: 2, bytes: 30 },
  { event: 'work size', at: 8, path: '/tmp/go-build1', bytes: 30 },
  { event: 'work removed', at: 9, path: '/tmp/go-build1' },
  { event: 'work kept', at: 10, path: '/tmp/go-build1' },
  { event: 'store elsewhere', at: 11, wanted: '/ro', why: 'EROFS' },
];

it.each(EVENTS)('reads $event as it was written', (event) => {
  expect(decodeSessionEvent(JSON.stringify(event))).toEqual(event);
});

it.each(EVENTS)('a torn line of $event is null at every length', (event) => {
  const line = JSON.stringify(event);
  for (let length = 0; length < line.length; length++) expect(decodeSessionEvent(line.slice(0, length))).toBeNull();
});

describe('what is no event', () => {
  it.each([
    'null',
    '[]',
    '{"event":"started","at":1}',
    '{"event":"started","pid":1}',
    '{"event":"signal","at":1,"signal":"SIGINT","to":"everyone"}',
    '{"event":"work read","at":1,"path":"/x","files":"2","bytes":3}',
    '{"event":"toString","at":1}',
    '{"event":"__proto__","at":1}',
    '{"event":"from the future","at":1}',
  ])('is null: %s', (line) => {
    expect(decodeSessionEvent(line)).toBeNull();
  });
});

it('an exit that tells neither code nor signal tells so', () => {
  expect(decodeSessionEvent('{"event":"exited","at":3}')).toEqual({ event: 'exited', at: 3, code: null, signal: null });
});
