/**
 * Trouble that the user can act on. It is told without a stack: what happened, the facts, what to do next.
 * Every code is listed in docs/errors.md.
 */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly code: string;
  /** What to do next: a sentence or a command line. */
  readonly hint: string;

  constructor(code: string, message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.hint = hint;
  }
}
