// Charts of a sensitivity analysis: for the effect of each arm on the first outcome the sizes of elementary effects beside
// their spread and total indices as bars, and one map of indices for all outcomes.
import type { Indices, Screening } from '../../experiment/sensitivity/sensitivity.ts';
import { outcomeOf } from '../../experiment/sweep/effects.ts';
import type { Target } from '../../experiment/sweep/paired.ts';
import type { Chart, Headed } from '../style.ts';
import { elementaryEffects } from './elementary.ts';
import { indexHeatMap } from './indices.ts';
import { tornado } from './tornado.ts';

/** Rows that a slide has room for. */
const MOST_ROWS = 10;

export function sensitivityCharts(screened: readonly Screening[], indexed: readonly Indices[]): Chart[] {
  const outcome = (screened[0] ?? indexed[0])?.target.outcome;
  const isFirst = ({ target }: { target: Target }): boolean => target.outcome === outcome && target.against !== null;
  return [
    ...screened.filter(isFirst).flatMap((one) => [dotsOf(one), barsOfScreening(one)]),
    ...indexed.filter(isFirst).map(barsOf),
    ...mapOf(indexed),
  ];
}

const nameOf = ({ paths: [path] }: { paths: readonly string[] }): string => path!;

function wordsOf({ outcome, arm, against }: Target) {
  const { label, change, scale } = outcomeOf(outcome);
  return { label, change, scale, what: against === null ? `${label}, ${arm}` : `${label}: ${arm} against ${against}` };
}

const headedOf = ({ walks, replicates, runs, factors }: Screening): Headed => ({
  source: `Morris' screening of ${factors.length} factors · ${walks} walks, ${replicates} replicates of each point, ${runs} runs · simulated`,
});

function dotsOf(found: Screening): Chart {
  const { what, scale, change } = wordsOf(found.target);
  return elementaryEffects(headedOf(found), {
    id: `elementary-${found.target.outcome}-${found.target.arm}`,
    title: `What moves the effect, and how evenly. ${what}`,
    notes: [
      'Mean size of the change that the whole range of a factor makes, and how much it differs from place to place',
    ],
    unit: change,
    scale,
    dots: found.factors.map(({ factor, muStar, muStarCi95, sigma, isTold }) => ({
      factor: nameOf(factor),
      grade: factor.grade,
      muStar,
      muStarCi95,
      sigma,
      isTold,
    })),
  });
}

function barsOfScreening(found: Screening): Chart {
  const { what, scale, change } = wordsOf(found.target);
  return tornado(headedOf(found), {
    id: `tornado-${found.target.outcome}-${found.target.arm}`,
    title: `Fields that move the effect most. ${what}`,
    notes: ['Bars: mean size of the change over the whole range (μ*)'],
    axis: `μ*${change === '' ? '' : `, ${change}`}`,
    base: 0,
    scale,
    rows: found.factors.slice(0, MOST_ROWS).map(({ factor, muStar, muStarCi95, isTold }) => ({
      factor: nameOf(factor),
      grade: factor.grade,
      bars: [{ value: muStar, ci95: muStarCi95 }],
      isTold,
    })),
  });
}

const sourceOf = ({ draws, replicates, runs }: Indices): Headed => ({
  source: `Sobol' indices · ${draws} pairs of draws, ${replicates} replicates of each point, ${runs} runs · simulated`,
});

const gradesOf = ({ members }: Indices['groups'][number]): string =>
  [...new Set(members.map(({ grade }) => grade))].join('; ');

/** A factor by its path, a group by its name. */
const groupName = ({ id, members }: Indices['groups'][number]): string =>
  members.length === 1 ? nameOf(members[0]!) : id;

function barsOf(found: Indices): Chart {
  const { what } = wordsOf(found.target);
  return tornado(sourceOf(found), {
    id: `indices-${found.target.outcome}-${found.target.arm}`,
    title: `Shares of the variance of the effect. ${what}`,
    notes: ['Bars: total index, what a factor does alone and with others'],
    axis: 'total index, % of the variance',
    base: 0,
    scale: 100,
    rows: found.groups.slice(0, MOST_ROWS).map((group) => ({
      factor: groupName(group),
      grade: gradesOf(group),
      bars: [{ value: group.total.value, ci95: group.total.ci95 }],
      isTold: group.total.isTold,
    })),
  });
}

/** Total indices of all targets, in one map; none without indices. */
function mapOf(indexed: readonly Indices[]): Chart[] {
  const [first] = indexed;
  if (!first) return [];
  const ids = first.groups.map(({ id }) => id).slice(0, MOST_ROWS);
  return [
    indexHeatMap(sourceOf(first), {
      id: 'indices',
      title: 'What levels and effects depend on',
      notes: ['Cells: total index; grey: not told from noise'],
      scale: ['Total index', 'share of variance'],
      factors: ids.map((id) => {
        const group = first.groups.find((one) => one.id === id)!;
        return { factor: groupName(group), grade: gradesOf(group) };
      }),
      outcomes: indexed.map(({ target, groups }) => ({
        label: wordsOf(target).what,
        cells: ids.map((id) => {
          const { total } = groups.find((one) => one.id === id)!;
          return { value: total.value, isTold: total.isTold };
        }),
      })),
    }),
  ];
}
