// Charts: heat maps of a paired effect over two factors, in panels over a third.
import {
  effectOver,
  levelsOf,
  outcomeOf,
  pointsAt,
  type ShownOutcome,
  type SweepEffect,
  shapeOf,
  sideOf,
} from '../../experiment/sweep/effects.ts';
import type { SweepTable } from '../../experiment/sweep/sweep.ts';
import {
  armName,
  effectDecimals,
  effectText,
  factorName,
  factorTitle,
  levelsText,
  listed,
  type SweepNames,
  valueText,
} from '../../experiment/sweep/words.ts';
import { grouped, signed } from '../../numbers.ts';
import { type HeatCell, heatChart } from '../heat-panels.ts';
import type { Chart } from '../style.ts';
import { wrap } from '../style.ts';
import { headedOf, isOpen, meaningNote } from './heading.ts';

const MOST_PANELS = 6;
const UNIT_CHARS = 16;

/** One for each arm but the reference and each outcome, of a grid over two factors or more. */
export function heatMaps(table: SweepTable, names: SweepNames): Chart[] {
  const { shape, factors } = shapeOf(table);
  if ((shape !== 'grid' && shape !== 'holed') || factors.length < 2) return [];
  return table.arms
    .slice(1)
    .flatMap((arm) => table.outcomes.map((outcome) => heatMap(table, names, factors, arm, outcome)));
}

function heatMap(table: SweepTable, names: SweepNames, factors: number[], arm: string, id: string): Chart {
  const [x, y, z] = factors as [number, number, number?];
  const outcome = outcomeOf(id);
  const [columns, rows] = [levelsOf(table, x), levelsOf(table, y)];
  const panels = z === undefined ? [null] : evenly(levelsOf(table, z), MOST_PANELS);
  const effects = panels.map((panel) =>
    rows.map((row) =>
      columns.map((column) =>
        effectOver(
          table,
          pointsAt(table, [
            { factor: x, level: column },
            { factor: y, level: row },
            ...(panel === null ? [] : [{ factor: z!, level: panel }]),
          ]),
          arm,
          id,
        ),
      ),
    ),
  );
  const all = effects.flat(2);
  const decimals = decimalsOfAll(all, outcome);
  const cell = (effect: SweepEffect): HeatCell => cellOf(effect, outcome, decimals);
  const [fx, fy] = [table.factors[x]!, table.factors[y]!];
  const others = factors.slice(3).map((factor) => factorName(table.factors[factor]!));
  const name = (one: string): string => armName(names, one);
  const by = [fx, fy, ...(z === undefined ? [] : [table.factors[z]!])];
  const count = (side: string): number => all.filter((effect) => sideOf(effect) === side).length;
  return heatChart(
    headedOf(table, names),
    {
      id: `heat-${id}-${arm}`,
      title: `${outcome.label}: ${name(arm)} against ${name(table.arms[0]!)}, by ${listed(by.map(factorName))}`,
      notes: [
        `Cells: mean paired difference and half its 95 % t interval; by chance alone about one cell in twenty is told from 0${others.length > 0 ? `. Means over the levels of ${listed(others)}` : ''}`,
        meaningNote(by),
      ],
      alt: `Heat map: ${outcome.label}, ${name(arm)} against ${name(table.arms[0]!)}, by ${listed(by.map(factorName))}: the interval lies above 0 in ${count('above')} of ${all.length} cells, below 0 in ${count('below')} and holds 0 in ${count('open')}${furthest(
        effects,
        outcome,
        (p, r, c) => levelsText(by, [columns[c]!, rows[r]!, ...(panels[p] === null ? [] : [panels[p]!])]),
      )}.`,
    },
    {
      panels: panels.map((panel, p) => ({
        title: panel === null ? '' : `${factorName(table.factors[z!]!)} ${valueText(panel)}`,
        cells: effects[p]!.map((row) => row.map(cell)),
      })),
      rows: { title: factorTitle(fy), names: rows.map(valueText) },
      columns: { title: factorTitle(fx), names: columns.map(valueText) },
      scale: { title: ['Difference', ...wrap(outcome.change || 'in its own unit', UNIT_CHARS)] },
      open: ['interval', 'holds 0'],
    },
  );
}

/** Decimals that serve all cells: those of the effect whose interval is the middle one. */
function decimalsOfAll(effects: readonly SweepEffect[], outcome: ShownOutcome): number {
  const each = effects
    .filter(({ ci95 }) => ci95 !== null && ci95[0] < ci95[1])
    .map((effect) => effectDecimals(effect, outcome))
    .sort((a, b) => a - b);
  return each[Math.floor(each.length / 2)] ?? 1;
}

function cellOf(effect: SweepEffect, { scale }: ShownOutcome, decimals: number): HeatCell {
  const { mean, ci95 } = effect;
  if (mean === null) return { value: null, isOpen: false, text: '–' };
  const half = ci95 === null ? null : ((ci95[1] - ci95[0]) / 2) * scale;
  return {
    value: mean * scale,
    isOpen: isOpen(effect),
    text: signed(mean * scale, decimals),
    ...(half ? { below: `± ${grouped(half, decimals)}` } : {}),
  };
}

/** The told cell that is furthest from 0, in words; nothing where none is told. */
function furthest(
  effects: readonly SweepEffect[][][],
  outcome: ShownOutcome,
  placeOf: (panel: number, row: number, column: number) => string,
): string {
  let [most, place]: [SweepEffect | null, string] = [null, ''];
  for (const [p, rows] of effects.entries())
    for (const [r, row] of rows.entries())
      for (const [c, effect] of row.entries())
        if (!isOpen(effect) && Math.abs(effect.mean ?? 0) > Math.abs(most?.mean ?? 0))
          [most, place] = [effect, placeOf(p, r, c)];
  return most === null ? '' : `; furthest from 0 at ${place}: ${effectText(most, outcome)}`;
}

/** At most so many of a list, evenly spread, its ends among them. */
export const evenly = <T>(list: readonly T[], most: number): T[] =>
  list.length <= most
    ? [...list]
    : Array.from({ length: most }, (_, i) => list[Math.round((i * (list.length - 1)) / (most - 1))]!);
