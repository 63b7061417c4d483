/** `npm run bench [-- --quick]`: the figures of docs/performance.md, on this machine. */
import { benchDecoding } from './decoding.mjs';
import { benchTracing } from './tracing.mjs';

const quick = process.argv.includes('--quick');
process.stdout.write(`${await benchDecoding({ lines: quick ? 200_000 : 1_000_000, rounds: quick ? 2 : 5 })}\n`);
process.stdout.write('\n');
process.stdout.write(`${benchTracing({ warmRounds: quick ? 3 : 15, coldRounds: quick ? 1 : 5 })}\n`);
