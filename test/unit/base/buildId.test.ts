import { describe, expect, it } from 'vitest';
import { hexFromId, idFromHex, splitBuildId } from '../../../src/base/buildId.ts';
import { recording } from '../../kit/gotool.ts';

describe('a build ID', () => {
  it('is the action half and the content half', () => {
    expect(splitBuildId('3nd7JWTQocZ0Mny19JNw/rVohGlBCC2fTgw0KfkxP')).toEqual({
      actionId: '3nd7JWTQocZ0Mny19JNw',
      contentId: 'rVohGlBCC2fTgw0KfkxP',
    });
  });

  it('of an executable has the main package in its middle', () => {
    const four = '_cRhSlGYmG0zCDxr5s7w/3nd7JWTQocZ0Mny19JNw/rVohGlBCC2fTgw0KfkxP/PQp2oZgr1KbHSEleA246';
    expect(splitBuildId(four)).toEqual({ actionId: '_cRhSlGYmG0zCDxr5s7w', contentId: 'PQp2oZgr1KbHSEleA246' });
  });

  it.each(['', '/', 'abc', 'abc/def', '3nd7JWTQocZ0Mny19JNw', '3nd7JWTQocZ0Mny19JNw/', 'redo+3nd7JWTQocZ0Mny/x'])(
    'is nothing else: %j',
    (text) => expect(splitBuildId(text)).toBeNull(),
  );
});

describe('an action ID', () => {
  it('is the first 30 hex digits of the name of its entry in the cache', () => {
    const { nodes, opens } = recording('go1.24-run-cold');
    const entries = new Set(opens.filter(({ path }) => path.endsWith('-a')).map(({ path }) => path.slice(-66, -36)));
    const ids = nodes.flatMap(({ actionId }) => (actionId === '' ? [] : [actionId]));
    expect(ids.length).toBe(26);
    for (const id of ids) {
      const hex = hexFromId(id);
      expect(entries).toContain(hex);
      expect(idFromHex(`${hex}aabbccdd`)).toBe(id);
    }
  });

  it('is refused when it is something else', () => {
    expect(hexFromId('too short')).toBeNull();
    expect(idFromHex('06F1')).toBeNull();
    expect(idFromHex('')).toBeNull();
  });
});
