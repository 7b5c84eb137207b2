// The table of facts, for the terminal and as a page.

import type { Study } from '../experiment/facts/fact.ts';
import { type Measured, type MeasuredFact, score } from '../experiment/facts/measure.ts';
import { decimalsFor, grouped } from '../numbers.ts';
import { column, fold, lines, PLAIN, type Style } from './table.ts';

/** A line for each quantity, why facts are out, and the count. */
export function factsText(facts: readonly MeasuredFact[], style: Style = PLAIN): string {
  const rows = facts.flatMap((fact) =>
    fact.quantities.map((quantity, k) => ({ fact: k === 0 ? fact : null, quantity })),
  );
  const cells = (of: (row: (typeof rows)[number]) => string): string[] => rows.map(of);
  const table = lines(
    [
      column(
        '',
        cells(({ fact }) => fact?.id ?? ''),
        'left',
      ),
      column(
        'role',
        cells(({ fact }) => fact?.role ?? ''),
        'left',
      ),
      column(
        'measured',
        cells(({ quantity }) => `${quantity.label}${quantity.unit && `, ${quantity.unit}`}`),
        'left',
      ),
      column(
        'value',
        cells(({ quantity }) => shownValue(quantity).value),
      ),
      column(
        '95 % interval',
        cells(({ quantity }) => shownValue(quantity).interval),
        'left',
      ),
      column(
        'band',
        cells(({ quantity }) => bandOf(quantity)),
        'left',
      ),
      column(
        '',
        cells(({ quantity }) => wordOf(quantity)),
        'left',
      ),
    ],
    style,
  );
  return [...table, '', ...reasons(facts).flatMap((line) => fold(line)), closing(facts)].join('\n');
}

const CAVEATS =
  'Couriers of a day are those with a delivery, a short shift by its share of the hours. Users are those who bought within the year. Persons are those on posts of platforms that sell. Visits and arrests of couriers are as many as were to be expected.';

/** The page docs/facts.md. */
export function factsPage(
  facts: readonly MeasuredFact[],
  studies: readonly Study[],
  { seeds, set }: { seeds: number; set: readonly string[] },
): string {
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const lines = [
    '<!-- Made by `npm run facts`; the text between the tables is made too. -->',
    '',
    '# Facts',
    '',
    `What is known of the trade and of policing it, and what the model gives, on shipped scenarios with their defaults${butFor(set)}. *calibrate*: the defaults were chosen with the fact in view, so that agreement says little more than that it can be had. *direction*: a sign or an order. *identity*: it follows from another fact or from one field by arithmetic. *input*: a field is the figure itself. A fact is in when each of its quantities lies in its band; 95 % intervals are over replicates, of ratios by Fieller.`,
    '',
    '| fact | role | figure | measured | value | 95 % interval | band | |',
    '|---|---|---|---|---|---|---|---|',
    ...facts.flatMap((fact) =>
      fact.quantities.map((quantity, k) => {
        const { value, interval } = shownValue(quantity);
        const head =
          k === 0
            ? [`${fact.id} ${fact.name}`, fact.role, `${fact.figure} [${fact.grade}; ${fact.source}]`]
            : ['', '', ''];
        const what = `${quantity.label}${quantity.unit && `, ${quantity.unit}`}`;
        return `| ${[...head, what, value, interval, bandOf(quantity), wordOf(quantity, '`')].map(cell).join(' | ')} |`;
      }),
    ),
    '',
    closing(facts),
    '',
    ...reasons(facts).flatMap((line) => [line, '']),
    '## Studies',
    '',
    `Each is run once, and several facts are read from it. ${CAVEATS}`,
    '',
    '| study | scenario | what is run | replicates | facts |',
    '|---|---|---|---|---|',
    ...studies.map(({ id, file, text, each }) => {
      const read = facts
        .filter(({ quantities }) => quantities.some(({ study }) => study === id))
        .map((fact) => fact.id);
      return `| ${id} | \`scenarios/${file}\` | ${text} | ${seeds * each} | ${read.join(', ')} |`;
    }),
    '',
  ];
  return lines.join('\n');
}

/** ', but for …': what is set in all scenarios of a page; '' where nothing is. */
export const butFor = (set: readonly string[]): string =>
  set.length === 0 ? '' : `, but for ${set.map((one) => `\`${one}\``).join(', ')}`;

const reasons = (facts: readonly MeasuredFact[]): string[] =>
  facts.flatMap(({ id, name, isIn, reason }) => (isIn ? [] : [`${id} (${name}) is out. ${reason ?? ''}`.trim()]));

function closing(facts: readonly MeasuredFact[]): string {
  const { isIn, of } = score(facts);
  return `${isIn} of ${of} are in, of those that are neither identity nor input.`;
}

/** A value and its interval, with as many digits as the interval bears. */
export function shownValue({ value, ci95 }: Measured): { value: string; interval: string } {
  if (value === null) return { value: 'undefined', interval: '' };
  const decimals = decimalsFor(value, ci95 && (ci95[1] - ci95[0]) / 2);
  return {
    value: grouped(value, decimals),
    interval: ci95 === null ? '' : ci95.map((end) => grouped(end, decimals)).join(' to '),
  };
}

function bandOf({ band: [low, high] }: Measured): string {
  const [least, most] = [low, high].map((end) => (end === null ? '' : grouped(end, decimalsFor(end, null, 2))));
  return low === null ? `at most ${most}` : high === null ? `at least ${least}` : `${least} to ${most}`;
}

const wordOf = ({ verdict, input }: Measured, quote = ''): string =>
  `${verdict}${input === null ? '' : `, by input ${quote}${input}${quote}`}`;
