// The documents keep step with the code: tables, examples, commands and links. Knows no sentence.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { PLATFORM_ARCHETYPES } from '../../src/archetypes/registry.ts';
import { readCity } from '../../src/city/read.ts';
import { addCompletion } from '../../src/cli/commands/completion.ts';
import { createProgram } from '../../src/cli/program.ts';
import type { Mechanism } from '../../src/engine/kernel/part.ts';
import * as mechanisms from '../../src/engine/mechanism-list.ts';
import { PHASES } from '../../src/engine/phase-list.ts';
import { FACTS } from '../../src/experiment/facts/list.ts';
import { type ParameterRow, parameterTable } from '../../src/scenario/describe.ts';
import { formatFaults } from '../../src/scenario/faults.ts';
import { parseScenario } from '../../src/scenario/parse.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const DOCS = readdirSync(join(ROOT, 'docs'))
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/${name}`);
const PAGES = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', ...DOCS];
const TABLE = parameterTable();

/** A table of fields: the comment that names them, and all until the comment that ends it. */
const FIELD_TABLE = /^<!-- fields: (.+) -->\n[\s\S]*?^<!-- end -->$/gm;

/** A fenced block: its language, the rest of its first line, and its text. */
interface Fence {
  language: string;
  name: string;
  text: string;
}

const fencesOf = (page: string): Fence[] =>
  [...read(page).matchAll(/^```(\w*) ?(.*)\n([\s\S]*?)^```$/gm)].map(([, language, name, text]) => ({
    language,
    name,
    text,
  }));

/** Headings become anchors as on the common hosts of Markdown. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

const prose = (page: string): string => read(page).replace(/^```[\s\S]*?^```$/gm, '');
const headingsOf = (page: string): string[] => [...prose(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading);

/** Rows of all tables of a page, as cells without their bars. */
const rowsOf = (page: string): string[][] =>
  prose(page)
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .slice(2, -2)
        .split(' | ')
        .map((cell) => cell.trim()),
    );

describe('docs/parameters.md', () => {
  test('is the table of the schema; UPDATE_DOCS=1 rewrites it', () => {
    expectPage('docs/parameters.md', parametersPage());
  });
});

describe('docs/model.md', () => {
  test('lists the phases as they run', () => {
    const names = new Set(PHASES.map(({ name }) => `\`${name}\``));
    const listed = rowsOf('docs/model.md')
      .filter(([, name]) => names.has(name))
      .map((cells) => cells.slice(0, 4));
    expect(listed).toEqual(PHASES.map(({ when, name, section, text }) => [when, `\`${name}\``, `§${section}`, text]));
  });

  test('has every section that phases and parameters name', () => {
    const numbers = headingsOf('docs/model.md').flatMap((heading) => heading.match(/^\d+(?=\. )/) ?? []);
    const named = [...PHASES.map(({ section }) => section), ...TABLE.flatMap(({ source }) => sectionsIn(source))];
    for (const section of new Set(named)) expect(numbers, `section ${section}`).toContain(section);
  });

  test('has the tables of fields that their comments ask for; UPDATE_DOCS=1 rewrites them', () => {
    expectPage('docs/model.md', modelPage());
  });

  test('gives every field of the model in exactly one table', () => {
    const shown = [...read('docs/model.md').matchAll(FIELD_TABLE)].flatMap(([, names]) =>
      rowsNamed(names).flatMap((rows) => rows.map(({ path }) => path)),
    );
    for (const path of new Set(shown)) expect(shown.filter((one) => one === path).length, path).toBe(1);
    const apart = ['scenario', 'time', 'city', 'platforms', 'arms', 'policies', 'compare', 'audit'];
    const wanted = TABLE.filter((row) => !apart.includes(groupOf(row))).map(({ path }) => path);
    expect(wanted.filter((path) => !shown.includes(path))).toEqual([]);
  });

  test.each(Object.entries(mechanisms))('names phases and switches of %s in its section', (_, mechanism: Mechanism) => {
    const { submodel, phases, switches } = mechanism;
    const section = sectionOf('docs/model.md', submodel.section);
    const names = [...Object.keys(phases ?? {}), ...Object.keys(switches ?? {}).map((name) => `mechanisms.${name}`)];
    expect(names.filter((name) => !section.includes(`\`${name}\``))).toEqual([]);
  });

  test('gives the traits of every archetype', () => {
    const rows = rowsOf('docs/model.md');
    const head = rows.findIndex(([first]) => first === 'Trait');
    const ids = [...PLATFORM_ARCHETYPES.keys()];
    expect(rows[head].slice(1)).toEqual(ids.map((id) => `\`${id}\``));
    const traits = [...PLATFORM_ARCHETYPES.values()].map((archetype) => archetype.traits);
    const expected = Object.keys(traits[0]).map((trait) => [
      `\`${trait}\``,
      ...traits.map((one) => String(one[trait as keyof typeof one])),
    ]);
    expect(rows.slice(head + 1, head + 1 + expected.length)).toEqual(expected);
  });
});

describe('docs/regimes.md', () => {
  test('has the map that its command makes of the shipped sweep, with a value of each factor for each regime', () => {
    const text = read('docs/regimes.md');
    const { seeds, sweep } = parse(read('scenarios/sweeps/regimes.yaml'));
    const paths = Object.values(sweep.factors as Record<string, { path: string }>).map(({ path }) => path);
    const [head, ...regimes] = rowsOf('docs/regimes.md').filter(({ length }) => length === 3 + paths.length);
    for (const [k, path] of paths.entries()) expect(head[3 + k]).toContain(`\`${path}\``);
    expect(text).toContain(`${seeds} replicates each`);
    expect(text).toContain(`${regimes.length} of `);
    expect(text).toContain('(images/regime-map.png)');
    expect(regimes.length).toBeGreaterThan(1);
  });
});

describe('docs/facts.md', () => {
  test('has all facts and quantities with their bands, as its command makes them, and a reason for each that is out', () => {
    const rows = rowsOf('docs/facts.md').filter((cells) => cells.length === 8);
    const expected = FACTS.flatMap(({ id, name, role, quantities }) =>
      quantities.map(({ label, unit, input }, k) => ({
        head: k === 0 ? [`${id} ${name}`, role] : ['', ''],
        what: `${label}${unit && `, ${unit}`}`,
        input,
      })),
    );
    expect(rows.map(([fact, role, , what]) => ({ head: [fact, role], what }))).toEqual(
      expected.map(({ head, what }) => ({ head, what })),
    );
    for (const [k, { input }] of expected.entries()) expect(rows[k][7].includes('by input')).toBe(input !== undefined);
    for (const [line] of prose('docs/facts.md').matchAll(/^SF\d+ \(.*\) is out\..*$/gm))
      expect(line).toMatch(/out\. \S/);
  });
});

describe('every page', () => {
  test.each(PAGES)('%s names only fields that exist', (page) => {
    const sections = new Set(TABLE.map(({ path }) => path.split('.')[0]));
    for (const [, name] of prose(page).matchAll(/`([a-z_]+(?:\.[a-z_]+)+)`/g)) {
      if (!sections.has(name.split('.')[0]) || /\.(csv|json|parquet)$/.test(name) || existsSync(join(ROOT, name)))
        continue;
      expect(
        TABLE.some(({ path }) => path === name || path.startsWith(`${name}.`)),
        `${page}: ${name}`,
      ).toBe(true);
    }
  });

  test.each(PAGES)('%s has no link that leads nowhere', (page) => {
    for (const [, target] of prose(page).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const [path, anchor] = target.split('#');
      const file = path === '' ? page : relative(ROOT, join(ROOT, dirname(page), path));
      expect(existsSync(join(ROOT, file)), `${page}: ${target}`).toBe(true);
      if (anchor !== undefined) expect(headingsOf(file).map(anchorOf), `${page}: ${target}`).toContain(anchor);
    }
  });

  test.each(PAGES)('%s shows only commands that exist', async (page) => {
    const commands = fencesOf(page)
      .filter(({ language }) => language === 'sh')
      .flatMap(({ text }) => text.split('\n'));
    const { scripts } = JSON.parse(read('package.json'));
    for (const line of commands) {
      const script = line.match(/^npm run ([\w:-]+)/)?.[1];
      if (script !== undefined) expect(Object.keys(scripts), line).toContain(script);
      const args = argumentsOf(line);
      if (args) await expect(accepts(args), line).resolves.toBeUndefined();
      for (const [file] of line.matchAll(/\bscenarios\/[\w./-]+/g))
        expect(existsSync(join(ROOT, file)), line).toBe(true);
    }
  });
});

describe.each(['README.md', 'docs/writing-scenarios.md', 'docs/data.md'])('examples in %s', (page) => {
  const fences = fencesOf(page);
  const files = new Map(fences.filter(({ name }) => name !== '').map(({ name, text }) => [name, text]));
  const readText = (path: string): string => files.get(path) ?? read(path);
  const scenarios = fences.filter(({ language }) => language === 'yaml');

  test.runIf(scenarios.length > 0).each(scenarios)('$name does what the page says', ({ name }) => {
    const parsed = parseScenario(name, { readText });
    const said = fences[fences.findIndex((fence) => fence.name === name) + 1];
    const isRefused = name.startsWith('wrong-');
    if (isRefused) expect(parsed.ok ? 'accepted' : `${formatFaults(parsed.faults)}\n`).toBe(said?.text);
    else {
      expect(parsed.ok ? '' : formatFaults(parsed.faults)).toBe('');
      if (parsed.ok) expect(readCity(parsed.scenario.city, readText).nZones).toBeGreaterThan(0);
    }
  });

  test('are accepted as the commands change them', () => {
    for (const line of fences.filter(({ language }) => language === 'sh').flatMap(({ text }) => text.split('\n'))) {
      const [command, file, ...rest] = argumentsOf(line) ?? [];
      if ((command !== 'run' && command !== 'check') || !file) continue;
      const sets = rest.flatMap((word, at) => (word === '--set' ? [rest[at + 1]] : []));
      const parsed = parseScenario(file, { readText, sets });
      expect(parsed.ok ? '' : formatFaults(parsed.faults), line).toBe('');
    }
  });
});

describe('the release', () => {
  test('has one version in package.json, CITATION.cff and CHANGELOG.md', () => {
    const { version } = JSON.parse(read('package.json'));
    expect(read('CITATION.cff').match(/^version: (.+)$/m)?.[1]).toBe(version);
    expect(headingsOf('CHANGELOG.md')).toContain(version);
  });
});

/** Arguments of `npx waterbed-sim …` or `npm start -- …`; undefined for any other line. */
function argumentsOf(line: string): string[] | undefined {
  const written = line.match(/^(?:npx waterbed-sim|npm start --)\s+([^#>]*)/)?.[1];
  return written?.match(/'[^']*'|\S+/g)?.map((word) => word.replace(/^'|'$/g, ''));
}

/** Rejects what the command line would refuse, without doing anything. */
async function accepts(args: string[]): Promise<void> {
  const program = createProgram() as unknown as Command;
  addCompletion(program);
  for (const command of program.commands) command.exitOverride().action(() => undefined);
  await program.parseAsync(args, { from: 'user' });
}

/** Compares a page with what it should be, or writes it where UPDATE_DOCS=1 asks for that. */
function expectPage(page: string, text: string): void {
  if (process.env.UPDATE_DOCS === '1') {
    writeFileSync(join(ROOT, page), text);
    throw new Error(`${page} is rewritten; read the change, then run again without UPDATE_DOCS`);
  }
  expect(read(page)).toBe(text);
}

/** Fields that a comment names, in its order: a path, or all that begin as a path does before its star; by class, three in one. */
function rowsNamed(names: string): ParameterRow[][] {
  return names.split(' ').flatMap((name) => {
    const all = TABLE.filter(({ path }) =>
      name.endsWith('*') ? path.startsWith(name.slice(0, -1)) : path === name || path.startsWith(`${name}.`),
    );
    if (all.length === 0) throw new Error(`docs/model.md: there is no field ${name}`);
    const fields = [...new Set(all.map(withoutClass))];
    return fields.map((field) => all.filter((row) => withoutClass(row) === field));
  });
}

const withoutClass = ({ path }: ParameterRow): string => path.replace(/\.(low|middle|high)$/, '');

/** The page with its tables of fields as the schema has them. */
function modelPage(): string {
  return read('docs/model.md').replace(FIELD_TABLE, (_, names: string) => {
    const rows = rowsNamed(names).map((classes) => {
      const [{ symbol = '', unit, grade }] = classes;
      const cells = [symbol, `\`${withoutClass(classes[0])}\``, classes.map(shownDefault).join(', '), unit, grade];
      return `| ${cells.join(' | ')} |`;
    });
    const head = '| Symbol | Field | Default | Unit | Grade |\n|---|---|---|---|---|';
    return `<!-- fields: ${names} -->\n\n${head}\n${rows.join('\n')}\n\n<!-- end -->`;
  });
}

/** Text of a numbered section, its subsections included. */
function sectionOf(page: string, number: string): string {
  const [, ...sections] = read(page).split(/^(?=## )/m);
  return sections.find((text) => text.startsWith(`## ${number}. `)) ?? '';
}

function sectionsIn(source: string): string[] {
  return [...source.matchAll(/MODEL ([\d, and]+)/g)].flatMap(([, list]) => list.match(/\d+/g) ?? []);
}

function shownDefault({ default: value, required }: ParameterRow): string {
  if (value === undefined) return required ? 'required' : '';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return Array.isArray(value) ? value.join(', ') : String(value);
}

function parametersPage(): string {
  const groups = [...new Set(TABLE.map(groupOf))];
  const anchors = new Map(
    headingsOf('docs/model.md').map((heading) => [heading.match(/^\d+/)?.[0], anchorOf(heading)]),
  );
  const link = (number: string): string => `[§${number}](model.md#${anchors.get(number)})`;
  const linked = (source: string): string =>
    source.replace(/MODEL (\d+)(?: and (\d+))?/g, (_, first: string, second?: string) =>
      [first, second]
        .filter((number) => number !== undefined)
        .map(link)
        .join(' and '),
    );
  const cells = (row: ParameterRow): string[] => [
    `\`${row.path}\``,
    row.text,
    row.unit,
    shownDefault(row),
    row.allowed,
    row.plausible ?? '',
    row.grade,
    linked(row.source),
  ];
  const tables = groups.map((group) =>
    [
      `## ${group}`,
      '',
      '| Field | What it says | Unit | Default | Allowed | Plausible | Grade | Source |',
      '|---|---|---|---|---|---|---|---|',
      ...TABLE.filter((row) => groupOf(row) === group).map(
        (row) =>
          `| ${cells(row)
            .map((cell) => cell.replaceAll('|', '\\|'))
            .join(' | ')} |`,
      ),
      '',
    ].join('\n'),
  );
  return `${INTRODUCTION}\n${tables.join('\n')}`;
}

const groupOf = ({ path }: ParameterRow): string => (path.includes('.') ? path.split('.')[0] : 'scenario');

const INTRODUCTION = `# Parameters

Every field of a scenario file, from the one schema that checks it. This page is generated: \`UPDATE_DOCS=1 npx vitest run tests/unit/docs.test.ts\`.

- \`N\` stands for the place in a list, from 0; \`NAME\` for a name of your own.
- **Allowed** is what is accepted; **plausible** is the range worth trying in sensitivity work, where one is known.
- **Grade**: S stated in the founding article (Le Monde, "Overdose" series, 2024), V a published study, P an official figure seen through the press, D arithmetic on those, A an assumption. Two grades where direction and size differ.
- **§** leads to the section of [the model](model.md).
- Traits of platforms (\`platforms.N.overrides\`) have the defaults of their archetype: see the table in [the model](model.md#13-initialisation).
`;
