// Charts of what was discovered in a sweep: a box each, or the map of regimes.
import type { Discovery, Question } from '../../experiment/discover/boxes.ts';
import { edgesOf, type RegimeAxis, type RegimeMap } from '../../experiment/discover/regimes.ts';
import { outcomeOf } from '../../experiment/sweep/effects.ts';
import type { SweepTable, Value } from '../../experiment/sweep/sweep.ts';
import { armName, factorName, type SweepNames } from '../../experiment/sweep/words.ts';
import { decimalsFor, grouped } from '../../numbers.ts';
import { AGREEING } from '../../stats/pattern-space.ts';
import type { Chart } from '../style.ts';
import { headedOf } from './heading.ts';
import { type BoxFactor, type BoxNames, primBox } from './prim-box.ts';
import { regimeMap } from './regime-map.ts';

export function boxCharts(found: Discovery, table: SweepTable, names: SweepNames): Chart[] {
  const { boxes, ofInterest, points, question } = found;
  return boxes.map(({ conditions, coverage, density }, nth) =>
    primBox(headedOf(table, names), {
      id: `box-${nth + 1}`,
      title: `${boxes.length > 1 ? `Box ${nth + 1}: ` : ''}${questionText(question, names)}`,
      notes: [],
      coverage,
      density,
      overall: ofInterest / points,
      factors: table.factors.flatMap((factor, f): (BoxFactor | BoxNames)[] => {
        const condition = conditions.find((one) => one.factor.id === factor.id);
        const values = [...new Set(table.points.map((point) => point.values[f]!))];
        const about = { factor: factorName(factor), grade: factor.grade, stability: condition?.resamples ?? null };
        if (values.length < 2) return [];
        if (!values.every((value) => typeof value === 'number')) {
          const kept = condition?.kind === 'values' ? condition.values : values;
          return [{ ...about, names: values.map(nameOf), kept: kept.map(nameOf) }];
        }
        const { from, to, log } = factor.range ?? { from: Math.min(...values), to: Math.max(...values), log: false };
        const { low, high } = condition?.kind === 'range' ? condition : { low: null, high: null };
        const bounds = { low, high, lowRange: null, highRange: null };
        return [{ ...about, ...bounds, unit: factor.unit, range: [from, to], isLog: log }];
      }),
    }),
  );
}

const nameOf = (value: Value): string => (typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value));

/** 'Where pressure changes orders by less than 0'. */
function questionText({ outcome, arm, against, side, limit }: Question, names: SweepNames): string {
  const { label } = outcomeOf(outcome);
  const than = `${side === 'above' ? 'more' : 'less'} than ${grouped(limit, decimalsFor(limit, null))}`;
  return against === null
    ? `Where ${label} in ${armName(names, arm)} is ${than}`
    : `Where ${armName(names, arm)} changes ${label} by ${than}`;
}

/** The heading's source says how many points and replicates. */
export function regimeChart(map: RegimeMap, source: string, names: SweepNames): Chart {
  const { axes, regimes, open } = map;
  const axisOf = (axis: RegimeAxis) => {
    const { label, change, scale } = outcomeOf(axis.target.outcome);
    return { name: label, label: `Change of ${label}`, unit: change, edges: edgesOf(axis).map((end) => end * scale) };
  };
  const [x, y] = [axisOf(axes[0]), axisOf(axes[1])];
  const nameIn = ([column, row]: readonly [number, number]): string =>
    [`${x.name} ${x.edges[column]! >= 0 ? 'up' : 'down'}`, `${y.name} ${y.edges[row]! >= 0 ? 'up' : 'down'}`].join(
      '; ',
    );
  const { arm, against } = axes[0].target;
  const cell = (at: readonly [number, number], worlds: number, isAgreed: boolean) => {
    const [column, row] = at;
    return { column, row, regime: nameIn(at), worlds, isAgreed };
  };
  const named = regimes.map(({ at }) => nameIn(at));
  return regimeMap(
    { source },
    {
      id: 'regime-map',
      title: `What ${armName(names, arm)} can do to ${x.name} and to ${y.name}`,
      notes: [
        `Differences ${armName(names, arm)} − ${armName(names, against!)}. A world counts for a cell in which at least ${grouped(100 * AGREEING)} % of its replicates lie`,
      ],
      x,
      y,
      cells: [
        ...regimes.map(({ at, points }) => cell(at, points, true)),
        ...open.map(({ at, points }) => cell(at, points, false)),
      ],
      regimes: [...new Set(named)].sort(),
    },
  );
}
