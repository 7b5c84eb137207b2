// `waterbed-sim completion`: scripts that let a shell complete commands, options and lists.
import tab from '@bomb.sh/tab/commander';
import type { Command } from 'commander';
import { example } from '../program.ts';

/** Adds `completion <shell>` and the hidden `complete` that the scripts call. */
export function addCompletion(program: Command): void {
  tab(program, { completionCommandName: 'completion' });
  program.commands
    .find((command) => command.name() === 'completion')
    ?.description('print a script that completes commands in your shell')
    .addHelpText('after', example('source <(waterbed-sim completion bash)'));
}
