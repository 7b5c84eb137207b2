// The main outcomes of every arm as levels, a small panel for each. Computes no statistic.
import type { OutcomeSummary, Results } from '../experiment/results.ts';
import { hasNoEvent, headlines } from '../measures/outcomes.ts';
import { armOrder } from '../measures/series.ts';
import { decimalsFor, grouped, mostUnseen, noEvents, unseen } from '../numbers.ts';
import {
  type AnnotationOptions,
  armLabel,
  armLook,
  type Chart,
  HEIGHT,
  INK,
  letters,
  levelsIn,
  SOFT,
} from './house.ts';
import {
  type Box,
  type Mark,
  PANELS_WIDTH,
  panelled,
  rangeOf,
  roomFor,
  text,
  ticksBelow,
  titleOf,
  widthOfText,
  xOf,
} from './panels.ts';

const MOST_PANELS = 12;

const TITLE_PX = 46;
const TICKS_PX = 34;
const LEAST_LANE_PX = 18;
const MOST_LANE_PX = 44;
const GAP_PX = 26;
const NUMBER_PX = 66;
const NAME_PX = 13;
const PARTS = 3;
const TITLE = 'Main outcomes, by arm';

export function outcomesByArm(results: Results): Chart[] {
  const arms = armOrder(Object.keys(results.arms), results.baseline);
  const known = headlines(MOST_PANELS).flatMap((id) => {
    const ofArms = arms.map((arm) => results.arms[arm]!.outcomes[id]);
    const first = ofArms.find((outcome) => outcome !== undefined);
    return first ? [{ id, label: first.label, unit: first.unit, better: first.better, ofArms }] : [];
  });
  const shown = known.filter(({ ofArms }) => ofArms.some((outcome) => outcome?.mean));
  const empty = known.filter((one) => !shown.includes(one));
  const n = results.replicates.length;
  const named = (all: typeof known): string => all.map(({ label }) => label).join(', ');
  const unseenIn = empty.filter(({ id }) => hasNoEvent(id, 0));
  const noneIn = empty.filter(({ id }) => !hasNoEvent(id, 0));
  if (shown.length === 0) return [];
  const isOne = results.replicates.length === 1;
  const notes = [
    `Post window. Dots and numbers: ${isOne ? 'the one replicate; no intervals' : 'mean over replicates; bars: 95 % t interval of that mean'}. Each panel has its own scale`,
    ...(isOne || arms.length === 1
      ? []
      : ['Arms share their chance: whether they differ is told by their differences, not by whether bars overlap']),
    ...(shown.some(({ id, ofArms }) => ofArms.some((outcome) => outcome && hasNoEvent(id, outcome.mean)))
      ? [`${unseen(n)}: ${noEvents(n)}`]
      : []),
    ...(unseenIn.length > 0 ? [`Nothing counted in any arm (${noEvents(n)}): ${named(unseenIn)}`] : []),
    ...(noneIn.length > 0 ? [`None in any arm: ${named(noneIn)}`] : []),
  ];

  const columns = columnsFor(shown.length);
  const rows = Math.ceil(shown.length / columns);
  const names = arms.map((arm) => armLabel(results, arm));
  const namesPx = Math.max(...names.map((name) => widthOfText(name, NAME_PX))) + 14;
  const room = roomFor(results, TITLE, notes, HEIGHT);
  const lanePx = Math.min(
    MOST_LANE_PX,
    Math.max(LEAST_LANE_PX, (room / rows - TITLE_PX - TICKS_PX) / Math.max(2, arms.length)),
  );
  const panelPx = TITLE_PX + arms.length * lanePx + TICKS_PX;
  const columnPx = (PANELS_WIDTH - namesPx) / columns;
  const boxes = shown.map((_, i): Box => {
    const left = namesPx + (i % columns) * columnPx;
    const top = Math.floor(i / columns) * panelPx + TITLE_PX;
    return { left, right: left + columnPx - NUMBER_PX - GAP_PX, top, bottom: top + arms.length * lanePx };
  });

  const annotations: Record<string, AnnotationOptions> = {};
  const marks: Mark[][] = arms.map(() => []);
  const laneOf = (box: Box, a: number): number => box.top + (a + 0.5) * lanePx;
  for (const [i, { id, label, unit, better, ofArms }] of shown.entries()) {
    const box = boxes[i]!;
    const scale = unit === 'share' ? 100 : 1;
    const levels = ofArms.map((outcome) => levelOf(id, outcome, scale));
    const decimals = Math.min(...levels.flatMap((level) => (level ? [level.decimals] : [])));
    const range = rangeOf(
      levels.flatMap((level) => (level ? [level.value, ...(level.ci95 ?? [])] : [])),
      PARTS,
    );
    Object.assign(
      annotations,
      titleOf(id, { ...box, right: box.left + columnPx - GAP_PX / 2 }, [label, unit], better),
      ticksBelow(id, box, range),
    );
    for (const [a, level] of levels.entries()) {
      const y = laneOf(box, a);
      annotations[`${id}-number-${a}`] = text(
        level ? (level.text ?? grouped(level.value, decimals)) : '–',
        box.right + NUMBER_PX,
        y,
        'end',
      );
      if (i % columns === 0)
        annotations[`${id}-name-${a}`] = text(names[a]!, box.left - 14, y, 'end', {
          color: a === 0 && arms.length > 1 ? SOFT : INK,
          font: letters(NAME_PX),
        });
      if (!level) continue;
      const { value, ci95 } = level;
      const bar = ci95 ? { xMin: xOf(box, range, ci95[0]), xMax: xOf(box, range, ci95[1]) } : {};
      marks[a]!.push({ x: xOf(box, range, value), y, ...bar });
    }
  }
  const first = shown[0]!;
  const spoken = levelsIn(results, arms, first.id, (mean) => grouped(mean, decimalsFor(mean, null)));
  return [
    panelled(
      results,
      {
        id: 'outcomes-by-arm',
        title: TITLE,
        alt: `Dot plot: levels of ${shown.length} outcomes in every arm; ${first.label}: ${spoken}.`,
        notes,
      },
      Math.max(room, rows * panelPx),
      arms.map((_, a) => ({
        label: names[a]!,
        ...armLook(arms.length === 1 ? 1 : a),
        marks: marks[a]!,
      })),
      annotations,
    ),
  ];
}

/** As many panels in a row as leave them at least a quarter of the width, and rows about as full as each other. */
const columnsFor = (n: number): number => (n <= 2 ? n : n <= 4 ? 2 : n <= 9 ? 3 : 4);

function levelOf(id: string, outcome: OutcomeSummary | undefined, scale: number) {
  if (!outcome || outcome.mean === null) return null;
  if (hasNoEvent(id, outcome.mean)) {
    const n = outcome.values.length;
    return { value: 0, ci95: [0, mostUnseen(n)] as const, text: unseen(n), decimals: Number.POSITIVE_INFINITY };
  }
  const value = outcome.mean * scale;
  const ci95 = outcome.ci95 && ([outcome.ci95[0] * scale, outcome.ci95[1] * scale] as const);
  return { value, ci95, text: null, decimals: decimalsFor(value, ci95 && (ci95[1] - ci95[0]) / 2, 2) };
}
