/**
 * importcfg and importcfg.link: which file served each import (cmd/go/internal/work/gc.go, cmd/compile's -importcfg).
 *
 *   # import config
 *   importmap golang.org/x/net=vendor/golang.org/x/net
 *   packagefile fmt=/home/u/.cache/go-build/3f/3f2a…-d
 *   modinfo "0w\xaf…"
 */
import type { ImportCfg } from './records.ts';

const PACKAGE_FILE = /^packagefile ([^=]+)=(.+)$/;

export function decodeImportCfg(text: string): ImportCfg {
  const packageFiles = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = PACKAGE_FILE.exec(line);
    if (match?.[1] !== undefined && match[2] !== undefined) packageFiles.set(match[1], match[2]);
  }
  return { packageFiles };
}
