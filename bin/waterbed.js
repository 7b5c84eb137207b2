#!/usr/bin/env node
// Starts the compiled command line. Until that listens itself, Ctrl-C leaves at once, with nothing begun.
for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => process.exit(130));

const { existsSync } = await import('node:fs');
const main = new URL('../dist/cli/main.js', import.meta.url);
if (existsSync(main)) await import(main.href);
else {
  process.stderr.write('waterbed-sim is not built yet: run `npm run build`\n');
  process.exitCode = 1;
}
