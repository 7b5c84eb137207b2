// `npm start`: the quickstart, or with arguments the command line itself.
import { fileURLToPath } from 'node:url';

if (process.argv.length === 2) {
  process.chdir(fileURLToPath(new URL('..', import.meta.url)));
  process.argv.push('run', 'scenarios/quickstart.yaml', '--force');
}
await import('./waterbed.js');
