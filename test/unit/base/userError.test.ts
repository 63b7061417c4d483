import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/base/userError.ts';

describe('UserError', () => {
  it('says what happened, by which code it is found, and what to do', () => {
    const error = new UserError('go-not-found', 'there is no go command', 'Install Go');
    expect(error).toMatchObject({ code: 'go-not-found', message: 'there is no go command', hint: 'Install Go' });
    expect(error.name).toBe('UserError');
    expect(error).toBeInstanceOf(Error);
  });

  it('keeps its cause', () => {
    const cause = new Error('ENOENT');
    expect(new UserError('not-a-tape', 'x', 'y', { cause }).cause).toBe(cause);
  });
});
