/** What the house tests know of the repository: where it is and which files are in it. */
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Every file that is, or on the next commit could be, in the repository: tracked or new, not ignored, not deleted. */
export async function repositoryFiles(): Promise<string[]> {
  const list = async (...args: string[]) =>
    (await execa('git', ['ls-files', '-z', ...args], { cwd: ROOT })).stdout.split('\0').filter((file) => file !== '');
  const deleted = new Set(await list('--deleted'));
  return (await list('--cached', '--others', '--exclude-standard')).filter((file) => !deleted.has(file)).sort();
}
