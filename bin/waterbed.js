#!/usr/bin/env node
// Starts the compiled command line.
import { existsSync } from 'node:fs';

const main = new URL('../dist/cli/main.js', import.meta.url);
if (existsSync(main)) await import(main.href);
else {
  process.stderr.write('waterbed-sim is not built yet: run `npm run build`\n');
  process.exitCode = 1;
}
