// Entry of the command line: runs one command and turns errors into exit codes.
import type { Command } from 'commander';
import { CommanderError } from 'commander';
import { createProgram } from './program.ts';
import { EXIT, outliveReaders, paint, tell, UserError } from './terminal.ts';

outliveReaders();
process.on('uncaughtException', (error) => process.exit(explain(error)));
process.exitCode = await main(process.argv.slice(2));

/** Runs one command line; never throws. Returns the exit code. */
async function main(args: string[]): Promise<number> {
  const program = createProgram();
  try {
    const { addCompletion } = await import('./commands/completion.ts');
    addCompletion(program as unknown as Command);
    if (args.length === 0) program.outputHelp();
    else await program.parseAsync(args, { from: 'user' });
    return Number(process.exitCode ?? EXIT.done);
  } catch (error) {
    return explain(error);
  }
}

/** Prints what the user needs to know; Commander has printed its own. */
function explain(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof UserError) {
    tell(error.message);
    return EXIT.usage;
  }
  tell(paint('red', 'This is a bug in waterbed; please report it with what follows.', process.stderr));
  tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return EXIT.bug;
}
