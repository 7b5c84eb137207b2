// The definition of the command line: all commands with options, help and examples. The code of a command is loaded
// when it is called.
import { Argument, Command, InvalidArgumentError, Option, type OptionValues } from '@commander-js/extra-typings';
import { ESTIMATOR_IDS } from '../measures/estimators/ids.ts';
import { CHART_KINDS } from './chart-kinds.ts';
import { LISTS } from './commands/list.ts';
import { OVER, PLACES } from './sweep/places.ts';
import { replicatesIn } from './sweep/seeds.ts';
import { write } from './terminal.ts';
import { version } from './version.ts';

/** A fresh program; it throws a CommanderError instead of leaving the process. */
export function createProgram() {
  const program = new Command('waterbed-sim')
    .description('Simulates delivery platforms against policing strategies: abstract, reproducible, no forecasts.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help of a command')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => write(process.stdout, text),
      writeErr: (text) => write(process.stderr, text),
    })
    .showHelpAfterError('(waterbed-sim --help tells more)')
    .addHelpText('after', example('waterbed-sim run scenarios/quickstart.yaml --force'));

  simulating(
    program
      .command('run')
      .description('run a scenario and write its results, charts and tables')
      .argument('<scenario>', 'a scenario file, YAML or JSON'),
    '',
  )
    .addHelpText(
      'after',
      example(
        'waterbed-sim run scenarios/quickstart.yaml --seeds 2 --set sites.count=10 --out output/ten-sites --force',
      ),
    )
    .action(async (scenario, options) => (await import('./commands/run.ts')).run(scenario, options));

  simulating(
    program
      .command('compare')
      .description('compare every arm of a scenario with one of them, on the same chance')
      .argument('<scenario>', 'a scenario file, YAML or JSON')
      .option('-a, --against <arm>', 'the arm to compare with, the same as --set baseline=<arm>')
      .option(
        '--outcome <id>',
        'primary outcome, one of `waterbed-sim list outcomes`, the same as --set compare.outcome=<id>',
      )
      .option('--smallest-effect <percent>', 'smallest difference that matters, % of the mean compared with', percent)
      .addOption(
        new Option('--interval <kind>', 'intervals of differences, the same as --set compare.interval=<kind>').choices([
          't',
          'bootstrap',
        ] as const),
      )
      .option(
        '--until-ci <percent>',
        'add replicates until half the interval of the primary outcome is at most so many % of the mean compared with',
        percent,
      )
      .option('--max-seeds <number>', 'replicates at most with --until-ci (default: 200)', count)
      .option(
        '--vary <replicates>',
        'say what each effect rests on: run every field at both ends of its plausible range, on so many replicates',
        count,
      )
      .option('--rests-on <folder>', 'say what each effect rests on, from a screening of `waterbed-sim sensitivity`'),
    '-comparison',
  )
    .addHelpText(
      'after',
      example('waterbed-sim compare scenarios/quickstart.yaml --seeds 8 --out output/pressure --force'),
    )
    .action(async (scenario, options) => (await import('./commands/compare.ts')).compare(scenario, options));

  sweeping(
    program
      .command('sweep')
      .description('run a scenario at many points: each factor of a sweep at its values, all arms on the same chance')
      .argument('<sweep>', 'a file of a sweep, or the folder of one that has begun')
      .option('--dry-run', 'say what would be run, how long it takes and how large it gets')
      .addOption(charts('none'))
      .option('--profile', 'say where the time went, phase by phase, and write profile.json')
      .option(
        '--smallest <percent>',
        "run a scenario's town at smaller sizes, and say which keeps the effect within so many % of the full one",
        percent,
      )
      .addOption(
        new Option(
          '--on <where>',
          'run it elsewhere: submit it to Slurm (once more says how far it is), or run it over hosts with GNU parallel',
        ).choices(PLACES),
      )
      .option(
        '--shards <number>',
        'with --on: parts at most (default: of 15 minutes on Slurm, of one over hosts)',
        count,
      )
      .option('--hosts <file>', 'with --on parallel: a host on each line, : is this one (default: this one alone)')
      .addOption(
        new Option('--slurm-arg <option>', 'with --on slurm: an option for sbatch, may be repeated')
          .argParser((value: string, before: string[]) => [...before, slurmOption(value)])
          .default([] as string[], 'none'),
      )
      .option('--at-once <number>', 'with --on slurm: tasks at the same time, at most', count)
      .option('--waves <number>', 'with --on slurm: how often what is missing is submitted, at most', wholeFrom0, 3),
  )
    .addHelpText('after', example('waterbed-sim sweep scenarios/sweeps/hours-and-news.yaml --dry-run'))
    .action(async (file, options) => (await import('./commands/sweep.ts')).sweep(file, options));

  sweeping(
    program
      .command('expand')
      .description('add replicates, values or draws to a sweep that has begun; what was run is kept')
      .argument('<folder>', 'the folder of a sweep that has begun')
      .option('--values <factor=values>', 'values of a factor to add, as in hours=5,15; may be repeated', values, [])
      .option('--draws <number>', 'draws, or trajectories, in all', count)
      .option('--dry-run', 'say what would be run, how long it takes and how large it gets'),
  )
    .addHelpText('after', example('waterbed-sim expand output/hours-and-news --seeds 21..40 --values hours=5,10'))
    .action(async (folder, options) => (await import('./commands/expand.ts')).expand(folder, options));

  sweeping(
    program
      .command('shard')
      .description('run one part of what is missing of a sweep, beside others that run the other parts')
      .argument('<sweep>', 'a file of a sweep, or the folder of one that has begun')
      .requiredOption('--shard <i/n>', 'the i-th of n parts', part),
  )
    .addHelpText(
      'after',
      example('waterbed-sim shard scenarios/sweeps/hours-and-news.yaml --shard 1/8 --out output/sweep'),
    )
    .action(async (file, options) => (await import('./commands/shard.ts')).shard(file, options));

  sweeping(
    program
      .command('sensitivity')
      .description('which fields, or mechanisms, decide levels and effects: a screening, then indices of those that do')
      .argument('<file>', 'a scenario, or a sweep of design morris or saltelli or its folder')
      .addOption(new Option('--over <what>', 'of a scenario: what is varied').choices(OVER).default('fields' as const))
      .option('--grade <letter>', 'fields of that grade of evidence alone: A for assumptions')
      .option(
        '--only <paths>',
        'these fields or sections alone, with commas between them: risk,police.operation_officer_h',
      )
      .option('--outcomes <ids>', 'outcomes, the one to be shown first (default: those of `compare`)')
      .option('--walks <number>', 'walks of the screening, each with a point more than there are fields', count, 8)
      .option('--sobol <number>', 'pairs of draws for indices of those that matter; 0 for none', wholeFrom0, 0)
      .option('--most <number>', 'fields that get indices, at most', count, 6)
      .addOption(charts('none')),
  )
    .addHelpText('after', example('waterbed-sim sensitivity scenarios/quickstart.yaml --grade A --seeds 4'))
    .action(async (file, options) => (await import('./commands/sensitivity.ts')).sensitivity(file, options));

  sweeping(
    program
      .command('discover')
      .description('in which worlds of a sweep an effect has a sign or a size; or a map of all pairs of two effects')
      .argument('<sweep>', 'a file of a sweep, whose missing runs are done first; or a folder, which is read as it is')
      .option('--outcome <id>', 'the outcome, one of the sweep')
      .option('--arm <name>', 'the arm (default: the one beside the reference)')
      .option('--above <number>', 'worlds of interest are those above it, in the unit of the outcome', number)
      .option('--below <number>', 'worlds of interest are those below it', number)
      .addOption(
        new Option('--of <what>', 'the level in the arm, or its effect against the reference')
          .choices(['level', 'effect'] as const)
          .default('effect' as const),
      )
      .option(
        '--map [ids]',
        'explore which effects on two outcomes there are (default: share_delivery,violence_expected)',
      )
      .option('--points <number>', 'with --map: points', count, 60)
      .addOption(charts('none')),
  )
    .addHelpText(
      'after',
      `${example('waterbed-sim discover output/hours-and-news --outcome orders --below -200')}  $ waterbed-sim discover scenarios/sweeps/regimes.yaml --map orders_site_buffer,violence_expected\n`,
    )
    .action(async (file, options) => (await import('./commands/discover.ts')).discover(file, options));

  program
    .command('collect')
    .description('make one table of all runs of a sweep, and say which are missing')
    .argument('<folder>', 'folder of a sweep')
    .addOption(charts('none'))
    .option('--json', 'print JSON')
    .addHelpText('after', example('waterbed-sim collect output/hours-and-reach'))
    .action(async (folder, options) => (await import('./commands/collect.ts')).collect(folder, options));

  program
    .command('verify')
    .description('run some of the runs of a folder again, and compare')
    .argument('<folder>', 'folder of results of run, compare or a sweep')
    .option('--sample <number>', 'runs to run again, chosen by the seed (default: 3)', count)
    .option('--json', 'print JSON')
    .addHelpText('after', example('waterbed-sim verify output/quickstart --sample 2'))
    .action(async (folder, options) => (await import('./commands/verify.ts')).verify(folder, options));

  program
    .command('measure')
    .description('apply an estimator of the field to counts of your own')
    .addArgument(
      new Argument('<estimator>', 'one of `waterbed-sim list estimators`').choices([...ESTIMATOR_IDS, 'all'] as const),
    )
    .requiredOption(
      '-c, --counts <file>',
      'CSV file with columns area, role, before, after and optionally weight, harm',
    )
    .option('--days-before <number>', 'days over which events before were counted (default: as many as after)', count)
    .option('--days-after <number>', 'days over which events after were counted', count)
    .option('--json', 'print JSON')
    .addHelpText('after', example('waterbed-sim measure wdd --counts scenarios/data/example-counts.csv'))
    .action(async (estimator, options) => (await import('./commands/measure.ts')).measure(estimator, options));

  program
    .command('check')
    .description('check a scenario and say what it would do')
    .argument('<scenario>', 'a scenario file, YAML or JSON')
    .option('--stationary', 'run the baseline for years, and say which outcomes drift')
    .option('--years <number>', 'years of 52 weeks with --stationary (default: 5)', count)
    .option('-n, --seeds <number>', 'replicates with --stationary (default: 4)', count)
    .option('-j, --jobs <number>', 'worker threads with --stationary (default: one per processor)', count)
    .addOption(setting())
    .option('--json', 'print JSON, with all defaults filled')
    .addHelpText('after', example('waterbed-sim check scenarios/quickstart.yaml --set customers.count=10000'))
    .action(async (scenario, options) =>
      options.stationary
        ? (await import('./commands/stationary.ts')).stationary(scenario, options)
        : (await import('./commands/check.ts')).check(scenario, options),
    );

  studying(
    program
      .command('facts')
      .description('measure what is known of the field on the shipped scenarios, and say what is met'),
    'facts',
    'replicates (default: 4); short runs have some times as many',
  )
    .addHelpText('after', example('waterbed-sim facts --only SF32,SF33 --seeds 2'))
    .action(async (options) => (await import('./commands/facts.ts')).facts(options));

  studying(
    program
      .command('archetypes')
      .description('measure what makes each archetype itself, against its foil, and what comes back after shocks'),
    'archetypes, or shocks,',
    'replicates (default: 30, of shocks 20)',
    'write a page too, Markdown, and a chart into images beside it',
  )
    .addHelpText('after', example('waterbed-sim archetypes --only family-micro,defector --seeds 8'))
    .action(async (options) => (await import('./commands/archetypes.ts')).archetypes(options));

  program
    .command('list')
    .description('list what there is to choose from')
    .addArgument(new Argument('<what>', 'the list').choices(LISTS))
    .option('--json', 'print JSON')
    .addHelpText('after', example('waterbed-sim list outcomes --json'))
    .action(async (what, options) => (await import('./commands/list.ts')).list(what, options));

  program
    .command('schema')
    .description('print the JSON Schema of scenario files')
    .addHelpText('after', example('waterbed-sim schema > schema.json'))
    .action(async () => (await import('./commands/schema.ts')).schema());

  program
    .command('init')
    .description('write a commented scenario to start from')
    .argument('[file]', 'where to write it', 'scenario.yaml')
    .addHelpText('after', example('waterbed-sim init my-scenario.yaml'))
    .action(async (file) => (await import('./commands/init.ts')).init(file));

  for (const command of program.commands)
    command.showHelpAfterError(`(waterbed-sim ${command.name()} --help tells more)`);
  return program;
}

/** Options of commands that run a scenario and write a folder. */
function simulating<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
  suffix: string,
) {
  return command
    .option('-o, --out <folder>', `folder of the results (default: output/<name of the scenario>${suffix})`)
    .option('-f, --force', 'replace the folder if it holds earlier results; files of your own in it stay')
    .option('--resume', 'go on with the replicates that a long run finished before it was killed')
    .option('-n, --seeds <number>', 'replicates, the same as --set seeds=<number>', count)
    .option('-j, --jobs <number>', 'worker threads (default: one per processor)', count)
    .addOption(setting())
    .addOption(charts('all'))
    .option('--profile', 'say where the time went, phase by phase, and write profile.json')
    .option('-q, --quiet', 'print errors only')
    .option('--json', 'print a summary as JSON');
}

const charts = (usual: (typeof CHART_KINDS)[number]) =>
  new Option('--charts <kind>', 'which charts are drawn').choices(CHART_KINDS).default(usual);

/** Options of commands that run a sweep into a folder, in which earlier runs are kept. */
function sweeping<Args extends unknown[], Options extends OptionValues>(command: Command<Args, Options>) {
  return command
    .option(
      '-o, --out <folder>',
      'folder of the results (default: output/<name of the sweep>); runs that it holds are not run again',
    )
    .option('-n, --seeds <range>', 'replicates: a number, or a range as in 11..20', replicatesIn)
    .option('-j, --jobs <number>', 'worker threads (default: one per processor)', count)
    .addOption(setting())
    .option('--retry-failed', 'try again the runs that failed')
    .option('-q, --quiet', 'print errors only')
    .option('--json', 'print a summary as JSON');
}

/** Options of commands that run studies of shipped scenarios. */
function studying<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
  what: string,
  seeds: string,
  out = 'write a page too, Markdown',
) {
  return command
    .option('--only <ids>', `these ${what} alone, with commas between them`)
    .option('-n, --seeds <number>', seeds, count)
    .option('-j, --jobs <number>', 'worker threads (default: one per processor)', count)
    .option('-o, --out <file>', out)
    .addOption(setting(' in every run'))
    .option('--json', 'print JSON');
}

const setting = (where = '') =>
  new Option('-s, --set <path=value>', `set a field${where}, a dotted path and a YAML value; may be repeated`)
    .argParser((value: string, before: string[]) => [...before, value])
    .default([] as string[], 'none');

export const example = (line: string): string => `\nExample:\n  $ ${line}\n`;

function slurmOption(text: string): string {
  if (!/^--?[a-zA-Z]\P{Cc}*$/u.test(text))
    throw new InvalidArgumentError('Expected an option as in --partition=short.');
  return text;
}

function wholeFrom0(text: string): number {
  return text === '0' ? 0 : count(text);
}

/** `hours=5,15`, beside those before. */
function values(text: string, before: { factor: string; values: string[] }[]) {
  const [, factor, list] = text.match(/^([^=]+)=(.+)$/) ?? [];
  if (factor === undefined || list === undefined) throw new InvalidArgumentError('Expected values as in hours=5,15.');
  return [...before, { factor, values: list.split(',').map((value) => value.trim()) }];
}

/** `2/7`. */
function part(text: string): { nth: number; of: number } {
  const [, nth, of] = (text.match(/^(\d+)\/(\d+)$/) ?? []).map(Number);
  if (nth === undefined || of === undefined || nth < 1 || nth > of)
    throw new InvalidArgumentError('Expected a part as in 2/7.');
  return { nth, of };
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('Expected a number.');
  return value;
}

function count(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || !Number.isSafeInteger(value))
    throw new InvalidArgumentError('Expected a whole number from 1.');
  return value;
}

/** `5%` and `5` are both five per cent. */
function percent(text: string): number {
  const value = Number(text.trim().replace(/ ?%$/, ''));
  if (!/^[\d.]+ ?%?$/.test(text.trim()) || !(value > 0))
    throw new InvalidArgumentError('Expected a percentage above 0, as in 5%.');
  return value;
}
