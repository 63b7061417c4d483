/**
 * The last line of `npm test`: `N passed, N failed` (`, N skipped` where there are any), counted from vitest's result,
 * and before it every skip with its reason. With CI set a skip fails the run: what CI did not run, it did not prove.
 */
import type { SerializedError } from 'vitest';
import type { Reporter, TestCase, TestModule, TestSuite, Vitest } from 'vitest/node';

interface Options {
  /** Where the lines go; the standard output of the run. */
  readonly write?: (text: string) => void;
  readonly ci?: boolean;
}

interface Count {
  passed: number;
  /** Tests that failed, and whatever else made the run fail: a file that did not load, a hook, a stray error. */
  failed: number;
  /** Names of the skipped tests by the reason of the skip. */
  readonly skipped: Map<string, string[]>;
}

export default class ClosingLine implements Reporter {
  private readonly write: (text: string) => void;
  private readonly ci: boolean;
  /** Only some tests were asked for (`-t name`); the others are skipped because of that. */
  private filtered = false;

  constructor(options: Options = {}) {
    this.write = options.write ?? ((text) => process.stdout.write(text));
    this.ci = options.ci ?? isCi(process.env.CI);
  }

  onInit(vitest: Pick<Vitest, 'config'>): void {
    this.filtered = vitest.config.testNamePattern !== undefined;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const count = countAll(modules, unhandled.length);
    const skips = [...count.skipped.values()].reduce((sum, names) => sum + names.length, 0);
    if (!this.filtered) for (const [reason, names] of count.skipped) this.write(tellSkips(reason, names));
    if (this.ci && !this.filtered && skips > 0) {
      this.write('With CI set, a skipped test fails the run.\n');
      process.exitCode = 1;
    }
    this.write(`${count.passed} passed, ${count.failed} failed${skips > 0 ? `, ${skips} skipped` : ''}\n`);
  }
}

const isCi = (value: string | undefined): boolean => value !== undefined && !['', '0', 'false'].includes(value);

function countAll(modules: readonly TestModule[], unhandled: number): Count {
  const count: Count = { passed: 0, failed: unhandled, skipped: new Map() };
  for (const module of modules) {
    count.failed += ownErrors(module);
    for (const suite of module.children.allSuites()) count.failed += ownErrors(suite);
    for (const test of module.children.allTests()) countTest(test, count);
  }
  return count;
}

/** A file or suite fails by itself when it does not load or a hook throws; its tests then count as skipped. */
const ownErrors = (owner: TestModule | TestSuite): number => (owner.errors().length > 0 ? 1 : 0);

function countTest(test: TestCase, count: Count): void {
  const result = test.result();
  if (result.state === 'passed') count.passed += 1;
  else if (result.state === 'failed') count.failed += 1;
  else {
    const reason =
      (result.state === 'skipped' && result.note) || (isCutOff(test) ? 'cut off by a failure' : 'no reason given');
    count.skipped.set(reason, [
      ...(count.skipped.get(reason) ?? []),
      `${test.module.relativeModuleId} › ${test.fullName}`,
    ]);
  }
}

/** Whether its file, or a hook of a suite around it, failed. */
const isCutOff = (test: TestCase): boolean => {
  for (let owner = test.parent; ; owner = owner.parent) {
    if (ownErrors(owner) > 0) return true;
    if (owner.type === 'module') return false;
  }
};

const tellSkips = (reason: string, names: readonly string[]): string =>
  `skipped: ${reason}\n${names.map((name) => `         ${name}\n`).join('')}`;
