// `waterbed-sim measure`: applies an estimator to a user's own counts.
import type { AreaCount, AreaRole, Estimate, EstimateOptions, Estimator } from '../../measures/estimators/estimator.ts';
import { ROLES } from '../../measures/estimators/estimator.ts';
import type { ESTIMATOR_IDS } from '../../measures/estimators/ids.ts';
import { ESTIMATORS } from '../../measures/estimators/registry.ts';
import { type Counted, countedAs } from '../../measures/estimators/sentences.ts';
import { grouped } from '../../numbers.ts';
import { readCounts } from '../read-counts.ts';
import { columns, counted, paint, say, sayJson, tellNotes, UserError } from '../terminal.ts';

export interface MeasureOptions {
  counts: string;
  daysBefore?: number;
  daysAfter?: number;
  json?: true;
}

/** An undefined estimate is an answer: exit code 0. A missing role that the chosen estimator needs is a fault. */
export function measure(which: (typeof ESTIMATOR_IDS)[number] | 'all', options: MeasureOptions): void {
  const { counts: file, daysBefore, daysAfter } = options;
  if ((daysBefore === undefined) !== (daysAfter === undefined))
    throw new UserError('--days-before and --days-after: expected both or neither');
  const { counts, notes } = readCounts(file);
  tellNotes(notes);
  const estimators = ESTIMATORS.filter(({ id }) => which === 'all' || id === which);
  if (which !== 'all') checkRoles(file, counts, estimators[0]);
  const times = daysBefore && daysAfter ? { timeBefore: daysBefore, timeAfter: daysAfter } : {};
  const estimates = estimators.map((estimator) => answer(estimator, counts, times));
  if (options.json) {
    sayJson({
      counts: file,
      days_before: daysBefore ?? null,
      days_after: daysAfter ?? null,
      areas: Object.fromEntries(ROLES.map((role) => [role, ofRole(counts, role).length])),
      estimates: Object.fromEntries(estimates.map((one) => [one.estimator.id, asJson(one)])),
    });
    return;
  }
  say(`${countsTable(counts)}\n`);
  for (const line of remarks(counts, estimates, options)) say(`${line}\n`);
  if (which === 'all') sayAll(estimates);
  else sayOne(estimates[0]);
}

interface Answer {
  estimator: Estimator;
  estimate: Estimate;
  unit: string;
  sentence: string;
  /** What it adds up. */
  what: Counted;
}

function answer(estimator: Estimator, counts: readonly AreaCount[], times: EstimateOptions): Answer {
  const estimate = estimator.estimate(counts, times);
  const what = countedAs(counts, estimator);
  return {
    estimator,
    estimate,
    what,
    unit: estimator.unit.replace(/^events/, what),
    sentence:
      estimate.value === null
        ? `Undefined: because ${estimate.undefinedBecause}.`
        : estimator.sentence(estimate, counts),
  };
}

function checkRoles(file: string, counts: readonly AreaCount[], { id, needs }: Estimator): void {
  const missing = needs.filter((role) => ofRole(counts, role).length === 0);
  if (missing.length === 0) return;
  const faults = missing.map((role) => `${file}: role: no area has the role ${role}; expected at least one for ${id}`);
  throw new UserError(faults.join('\n'));
}

const ofRole = (counts: readonly AreaCount[], role: AreaRole): AreaCount[] => counts.filter((one) => one.role === role);

const asJson = ({ estimator, estimate, unit, sentence }: Answer) => ({
  label: estimator.label,
  unit,
  value: estimate.value,
  undefined_because: estimate.undefinedBecause ?? null,
  se: estimate.se,
  ci95: estimate.ci95,
  p: estimate.p,
  conclusion: estimate.conclusion,
  parts: estimate.parts,
  sentence,
  source: estimator.source,
});

function sayOne({ estimator, estimate, unit, sentence }: Answer): void {
  const { value, se, ci95, p, parts } = estimate;
  say(paint('bold', estimator.label));
  const rows: [string, string][] = [['value', value === null ? 'undefined' : `${shown(value)} ${unit}`]];
  if (ci95) rows.push(['95 % interval', interval(ci95)]);
  if (se !== null) rows.push(['standard error', shown(se)]);
  if (p !== null) rows.push(['p', shownP(p)]);
  for (const [name, part] of Object.entries(parts))
    if (part !== null) rows.push([name.replaceAll('_', ' '), shown(part)]);
  say(table(rows, ['left', 'left']));
  say(`\n${sentence}`);
  say(`${paint('dim', 'Source:')} ${estimator.source}.`);
}

function sayAll(answers: readonly Answer[]): void {
  const rows = answers.map(({ estimator: { id }, unit, estimate: { value, ci95, p } }) => [
    id,
    value === null ? 'undefined' : shown(value),
    value === null ? '' : unit,
    ci95 ? interval(ci95) : '',
    p === null ? '' : shownP(p),
  ]);
  const [head, ...lines] = table(
    [['', 'value', 'unit', '95 % interval', 'p'], ...rows],
    ['left', 'right', 'left', 'left', 'left'],
  ).split('\n');
  say(`${[paint('bold', head), ...lines].join('\n')}\n`);
  say(
    columns(
      answers.map(({ estimator, sentence }) => [estimator.id, sentence]),
      12,
    ),
  );
  say(`\nSources: ${paint('bold', 'waterbed-sim list estimators --json')}`);
}

function countsTable(counts: readonly AreaCount[]): string {
  const sum = (areas: readonly AreaCount[], column: 'before' | 'after'): string =>
    grouped(areas.reduce((total, area) => total + area[column], 0));
  const rows = ROLES.map((role) => ({ role, areas: ofRole(counts, role) }))
    .filter(({ areas }) => areas.length > 0)
    .map(({ role, areas }) => [role, String(areas.length), sum(areas, 'before'), sum(areas, 'after')]);
  const [head, ...lines] = table(
    [['role', 'areas', 'before', 'after'], ...rows],
    ['left', 'right', 'right', 'right'],
  ).split('\n');
  return [paint('bold', head), ...lines].join('\n');
}

/** Notes below the table: which factors were used or ignored; lengths of periods. */
function remarks(
  counts: readonly AreaCount[],
  answers: readonly Answer[],
  { daysBefore, daysAfter }: MeasureOptions,
): string[] {
  const said: string[] = [];
  const hasWeight = counts.some(({ weight }) => weight !== 1);
  const hasHarm = counts.some(({ harm }) => harm !== 1);
  if (hasWeight || hasHarm) {
    const [factors, enter] =
      hasHarm && !hasWeight ? ['Harm', 'enters'] : [`Weights${hasHarm ? ' and harm' : ''}`, 'enter'];
    const without = answers.filter(({ what }) => what === 'events').map(({ estimator }) => estimator.id);
    const doNot = enter === 'enters' ? 'does not enter' : 'do not enter';
    said.push(
      `The table has counts as in the file. ${factors} ${without.length === 0 ? `${enter} the estimate.` : `${doNot} ${without.join(', ')}.`}`,
    );
  }
  if (daysBefore && daysAfter) {
    const units = [...new Set(answers.filter(({ unit, what }) => unit.startsWith(what)).map(({ what }) => what))];
    const of = units.length === 0 ? '' : `; estimates in ${units.join(' and ')} are of ${days(daysAfter)}`;
    said.push(`Counted over ${days(daysBefore)} before and ${days(daysAfter)} after${of}.`);
  }
  return said;
}

const days = (n: number): string => counted(n, 'day');
const interval = (ends: readonly [number, number]): string => ends.map(shown).join(' to ');
const shownP = (p: number): string => (p < 0.0001 ? '< 0.0001' : p.toFixed(4));

/** About four digits; whole numbers in full. */
function shown(value: number): string {
  const size = Math.abs(value);
  if (Number.isInteger(value)) return grouped(value);
  return grouped(value, size >= 1000 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4);
}

/** Lines of cells, each column as wide as its widest. */
function table(rows: readonly (readonly string[])[], sides: readonly ('left' | 'right')[]): string {
  const widths = sides.map((_, k) => Math.max(...rows.map((row) => row[k].length)));
  const line = (row: readonly string[]): string =>
    row.map((cell, k) => (sides[k] === 'left' ? cell.padEnd(widths[k]) : cell.padStart(widths[k]))).join('  ');
  return rows.map((row) => line(row).trimEnd()).join('\n');
}
