/** Finds a command as execvp would: by its path, or in the folders of PATH. */
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/** The command's path, or null. A word with a slash is a path and not searched for. */
export function findCommand(word: string, environment: NodeJS.ProcessEnv): string | null {
  if (word.includes('/')) return isExecutable(resolve(word)) ? resolve(word) : null;
  for (const folder of (environment.PATH ?? '').split(delimiter)) {
    const path = join(folder === '' ? '.' : folder, word);
    if (isExecutable(path)) return resolve(path);
  }
  return null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
