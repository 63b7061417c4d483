#!/usr/bin/env node
// The door, in syntax that an old Node still reads: it says which Node is needed and exits 125, as `env` and `timeout`
// do when they cannot do their own work.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`gorun-trace: needs Node.js 20.19 or newer, this is ${process.version} (${process.execPath})\n`);
  process.exit(125);
}
import('../dist/cli.js').catch((error) => {
  process.stderr.write(`gorun-trace: ${error.stack}\n`);
  process.exitCode = 125;
});
