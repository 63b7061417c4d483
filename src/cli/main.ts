/** The command's entry. For now it knows one thing to say. */
import manifest from '../../package.json' with { type: 'json' };

process.stdout.write(`${manifest.version}\n`);
