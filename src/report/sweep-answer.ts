// What a sweep says of an arm and an outcome, in sentences that claim no more than its intervals.
import {
  changeBetween,
  effectOver,
  levelsOf,
  outcomeOf,
  pointsAt,
  type SweepEffect,
  shapeOf,
  sideOf,
} from '../experiment/sweep/effects.ts';
import type { SweepTable } from '../experiment/sweep/sweep.ts';
import { effectText, factorName, listed, placeText, valueText } from '../experiment/sweep/words.ts';
import { grouped } from '../numbers.ts';

/** Each with its subject, to be shown as a list. */
export interface Said {
  /** At all points. */
  points: string;
  /** Along each factor, of a grid or a row. */
  along: string[];
}

export function sweepAnswer(table: SweepTable, arm: string, id: string): Said {
  const { factors } = shapeOf(table);
  return { points: pointsSentence(table, factors, arm, id), along: alongSentences(table, arm, id) };
}

/** At how many points the effect is told, and where it is furthest from 0. */
function pointsSentence(table: SweepTable, factors: readonly number[], arm: string, id: string): string {
  const outcome = outcomeOf(id);
  const effects = table.points.map((_, point) => ({ point, ...effectOver(table, [point], arm, id) }));
  const of = (side: string) => effects.filter((effect) => sideOf(effect) === side);
  const [above, below, open, unknown] = ['above', 'below', 'open', 'unknown'].map((side) => of(side).length);
  if (unknown === effects.length)
    return 'There is no interval at any point, so that nothing is told from chance: it takes two replicates or more.';
  const told = effects.filter((effect) => ['above', 'below'].includes(sideOf(effect)));
  const rest = unknown ? `; at ${grouped(unknown)} there is no interval` : '';
  if (told.length === 0)
    return `The interval holds 0 at ${open === effects.length ? `all ${grouped(effects.length)} points` : `${grouped(open!)} of ${grouped(effects.length)} points`}${rest}: no effect is told from chance anywhere.`;
  const furthest = told.reduce((most, effect) => (Math.abs(effect.mean!) > Math.abs(most.mean!) ? effect : most));
  const parts = [
    below ? `below 0 at ${grouped(below)}` : '',
    above ? `above 0 at ${grouped(above)}` : '',
    open ? `holds 0 at ${grouped(open)}` : '',
  ].filter((part) => part !== '');
  return `Of ${grouped(effects.length)} points the interval lies ${listed(parts)}${rest}. Furthest from 0 among those told: ${effectText(furthest, outcome, 'plain')} at ${placeText(table, factors, furthest.point)}.`;
}

/** How the effect changes from the first to the last level of each factor, and at which levels its interval holds 0. */
function alongSentences(table: SweepTable, arm: string, id: string): string[] {
  const { shape, factors } = shapeOf(table);
  if (shape === 'cloud' || (shape === 'holed' && factors.length > 1)) return [];
  const outcome = outcomeOf(id);
  const shown = shape === 'row' ? factors.slice(0, 1) : factors;
  return shown.flatMap((factor) => {
    const name = factorName(table.factors[factor]!);
    const levels = levelsOf(table, factor);
    const effects = levels.map((level) => effectOver(table, pointsAt(table, [{ factor, level }]), arm, id));
    const [from, to] = [effects[0]!, effects.at(-1)!];
    if (from.ci95 === null || to.ci95 === null) return [];
    const others = factors.filter((other) => other !== factor).map((other) => factorName(table.factors[other]!));
    const aside =
      others.length === 0
        ? ''
        : shape === 'row'
          ? `, with ${listed(others)} moving along`
          : `, in the mean over ${listed(others)}`;
    const ends = [levels[0]!, levels.at(-1)!].map(valueText);
    return [
      `Over ${name}${aside}: ${effectText(from, outcome, 'plain')} at ${ends[0]}, ${effectText(to, outcome, 'plain')} at ${ends[1]}. ${changeSentence(from, to, outcome, name, aside)}${openSentence(effects, levels.map(valueText), name)}`,
    ];
  });
}

function changeSentence(
  from: SweepEffect,
  to: SweepEffect,
  outcome: ReturnType<typeof outcomeOf>,
  name: string,
  aside: string,
): string {
  const change = changeBetween(from, to);
  const side = sideOf(change);
  const text = effectText(change, outcome, 'plain');
  if (side === 'open' || side === 'unknown')
    return `The change between these ends, ${text}, is not told from 0: whether the effect depends on ${name}${aside === '' ? '' : `${aside},`} stays open.`;
  return `From end to end it ${side === 'above' ? 'rises' : 'falls'} by more than chance: ${text}.`;
}

/** At which levels the interval holds 0. */
function openSentence(effects: readonly SweepEffect[], names: readonly string[], name: string): string {
  const open = names.filter((_, i) => sideOf(effects[i]!) === 'open');
  if (open.length === 0) return ` The interval holds 0 at no level of ${name}.`;
  return open.length === names.length
    ? ` The interval holds 0 at every level of ${name}.`
    : ` The interval holds 0 at ${name} ${listed(open)}.`;
}

/** What to keep in mind with many intervals. */
export function chanceSentence({ points, replicates }: SweepTable): string {
  const n = points.length;
  return replicates.length < 2
    ? 'No intervals with a single replicate.'
    : `In brackets: 95 % t intervals of paired differences over ${grouped(replicates.length)} replicates, not corrected for their number: where nothing happens at all, about ${grouped(n / 20, n < 20 ? 1 : 0)} of ${grouped(n)} would leave 0 out.`;
}
