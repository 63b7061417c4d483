/**
 * Programs for another machine. Where execve(2) refuses one with ENOEXEC, execvp(3) hands it to the shell, whose
 * complaint about the binary's bytes helps nobody.
 */
import { open } from 'node:fs/promises';

/** e_machine of elf(5) and Node's name for it. */
const ELF_MACHINES: ReadonlyMap<number, string> = new Map([
  [3, 'ia32'],
  [21, 'ppc64'],
  [22, 's390x'],
  [40, 'arm'],
  [62, 'x64'],
  [183, 'arm64'],
  [243, 'riscv64'],
  [258, 'loong64'],
]);

/** What machine the file is for, if that is not `arch`; undefined too for a file that does not tell. */
export async function foreignMachine(path: string, arch: string): Promise<string | undefined> {
  const header = await readStart(path, 20);
  if (header === undefined || header.length < 20 || header.readUInt32BE(0) !== 0x7f454c46) return undefined;
  // Byte 5 is EI_DATA: 2 means big-endian.
  const code = header[5] === 2 ? header.readUInt16BE(18) : header.readUInt16LE(18);
  const machine = ELF_MACHINES.get(code) ?? `ELF machine ${code}`;
  return machine === arch ? undefined : machine;
}

async function readStart(path: string, bytes: number): Promise<Buffer | undefined> {
  const file = await open(path).catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
