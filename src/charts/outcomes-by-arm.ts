// Chart: levels of the main outcomes in every arm, one panel each.
import type { Results } from '../experiment/results.ts';
import { hasNoEvent, headlines } from '../measures/outcomes.ts';
import { armsInFileOrder } from '../measures/series.ts';
import type { OutcomeSummary } from '../measures/summarise.ts';
import { decimalsFor, grouped, mostUnseen, noEvents, unseen } from '../numbers.ts';
import { type Dot, dotPanels, type Panel } from './dot-panels.ts';
import { armLabel, armLook, type Chart, levelsIn } from './style.ts';

/** Most outcomes; with many arms there is room for fewer. Spending comes last. */
const MOST_PANELS = 9;
/** Most decimals, enough for levels of rare events. */
const MOST_DECIMALS = 3;
const IDS = (['result', 'activity', 'input'] as const).flatMap((role) =>
  headlines(Number.POSITIVE_INFINITY, undefined, [role]),
);

export function outcomesByArm(results: Results): Chart[] {
  const arms = armsInFileOrder(results.scenario, results.baseline);
  const known = IDS.flatMap((id) => {
    const ofArms = arms.map((arm) => results.arms[arm]!.outcomes[id]);
    const first = ofArms.find((outcome) => outcome !== undefined);
    return first ? [{ id, label: first.label, unit: first.unit, better: first.better, ofArms }] : [];
  });
  const empty = known.filter(({ ofArms }) => !ofArms.some((outcome) => outcome?.mean));
  const still = known.filter((one) => arms.length > 1 && !empty.includes(one) && isStill(one.ofArms));
  const varied = known.filter((one) => !empty.includes(one) && !still.includes(one));
  if (varied.length === 0) return [];
  const n = results.replicates.length;
  const named = (all: typeof known): string => all.map(({ label }) => label).join(', ');
  const unseenIn = empty.filter(({ id }) => hasNoEvent(id, 0));
  const noneIn = empty.filter(({ id }) => !hasNoEvent(id, 0));
  const isOne = results.replicates.length === 1;
  const notes = (shown: Panel[]): string[] => [
    `Post window. Dots and numbers: ${isOne ? 'the one replicate; no intervals' : 'mean over replicates; bars: 95 % t interval of that mean'}. Each panel has its own scale`,
    ...(isOne || arms.length === 1
      ? []
      : ['Arms share their chance: whether they differ is told by their differences, not by whether bars overlap']),
    ...(shown.some(({ dots }) => dots.some((one) => one?.text === unseen(n))) ? [`${unseen(n)}: ${noEvents(n)}`] : []),
    ...(still.length > 0
      ? [
          `The same throughout: ${still.map(({ label, ofArms }) => `${label} ${grouped(ofArms[0]!.mean!, 1)}`).join(', ')}`,
        ]
      : []),
    ...(unseenIn.length > 0 ? [`Nothing counted in any arm (${noEvents(n)}): ${named(unseenIn)}`] : []),
    ...(noneIn.length > 0 ? [`None in any arm: ${named(noneIn)}`] : []),
  ];
  const panels = varied
    .slice(0, MOST_PANELS)
    .map(({ ofArms, ...outcome }): Panel => ({ ...outcome, dots: levels(outcome.id, ofArms) }));
  const alt = (shown: Panel[]): string =>
    `Dot plot: levels of ${shown.length} outcomes in every arm; ${shown[0]!.label}: ${levelsIn(results, arms, shown[0]!.id, (mean) => grouped(mean, decimalsFor(mean, null)))}.`;
  const lanes = arms.map((arm, a) => ({
    label: armLabel(results, arm),
    ...armLook(arms.length === 1 ? 1 : a),
    isReference: a === 0 && arms.length > 1,
  }));
  return [
    dotPanels(results, { id: 'outcomes-by-arm', title: 'Main outcomes, by arm', notes, alt }, lanes, panels, false),
  ];
}

/** Whether all arms and replicates have the same value. */
const isStill = (outcomes: (OutcomeSummary | undefined)[]): boolean =>
  new Set(outcomes.flatMap((outcome) => outcome?.values ?? [])).size === 1;

/** Numbers of one panel have the decimals that the least certain of them deserves; no event is told by its bound. */
function levels(id: string, outcomes: (OutcomeSummary | undefined)[]): (Dot | null)[] {
  const known = outcomes.map((outcome) => {
    if (!outcome || outcome.mean === null) return null;
    if (hasNoEvent(id, outcome.mean)) {
      const n = outcome.values.length;
      return { value: 0, ci95: [0, mostUnseen(n)] as const, text: unseen(n) };
    }
    const scale = outcome.unit === 'share' ? 100 : 1;
    const ci95 = outcome.ci95 && ([outcome.ci95[0] * scale, outcome.ci95[1] * scale] as const);
    return { value: outcome.mean * scale, ci95 };
  });
  const decimals = Math.min(
    MOST_DECIMALS,
    ...known.flatMap((one) =>
      one && !('text' in one) ? decimalsFor(one.value, one.ci95 && (one.ci95[1] - one.ci95[0]) / 2) : [],
    ),
  );
  return known.map((one) => one && { text: grouped(one.value, decimals), ...one });
}
