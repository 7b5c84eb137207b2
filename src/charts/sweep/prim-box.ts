// Chart: a box of PRIM on its factors: of each range the part in which the worlds of interest are frequent.
import { grouped } from '../../numbers.ts';
import { type Drawing, drawnChart } from '../line-panels.ts';
import { line, PANELS_WIDTH, roomFor, text, widthOfText } from '../panels.ts';
import {
  type AnnotationOptions,
  type Chart,
  faded,
  GRID,
  HEIGHT,
  type Headed,
  INK,
  letters,
  OKABE_ITO,
  SOFT,
  TEXT_PX,
} from '../style.ts';

/** A factor with numbers: its whole range, and what the box leaves of it. */
export interface BoxFactor {
  factor: string;
  unit: string;
  grade: string;
  range: readonly [number, number];
  isLog: boolean;
  /** Null at an end where the box has no bound. */
  low: number | null;
  high: number | null;
  /** Where 95 % of resamples put those ends; null where that is not known or there is no bound. */
  lowRange: readonly [number, number] | null;
  highRange: readonly [number, number] | null;
  /** Share of resamples in which the factor is bounded; null where that is not known. */
  stability: number | null;
}
/** A factor with names: all of them, and those in the box. */
export interface BoxNames {
  factor: string;
  grade: string;
  names: readonly string[];
  kept: readonly string[];
  stability: number | null;
}
export interface PrimBox {
  id: string;
  title: string;
  notes: string[];
  factors: readonly (BoxFactor | BoxNames)[];
  /** Share of all worlds of interest that lie in it, share of its worlds that are of interest, and that share in all worlds. */
  coverage: number;
  density: number;
  overall: number;
}

const LANE_PX = 64;
const MOST_LANE_PX = 84;
const ENDS_PX = 26;
const HEAD_PX = 30;
const BAR_PX = 11;
const STABLE_PX = 150;

/** Bounded factors first; as many as a slide has room for. */
export function primBox(headed: Headed, about: PrimBox): Chart {
  const { id, title, coverage, density, overall } = about;
  const percent = (share: number): string => `${grouped(100 * share, share < 0.01 && share > 0 ? 1 : 0)} %`;
  const summary = `In the box ${percent(density)} of worlds are of interest, against ${percent(overall)} of all; it holds ${percent(coverage)} of those of interest`;
  const hasEnds = about.factors.some((one) => !('names' in one) && (one.lowRange || one.highRange));
  const hasStability = about.factors.some(({ stability }) => stability !== null);
  const notes = [
    `${summary}. Blue: the box; grey: outside it${hasEnds ? '; black lines: where 95 % of resamples put its ends' : ''}${hasStability ? '; right: share of resamples that bound the factor' : ''}`,
    ...about.notes,
  ];
  const sorted = [...about.factors].sort((a, b) => Number(isBounded(b)) - Number(isBounded(a)));
  const room = roomFor(headed, title, notes, HEIGHT);
  const lanes = sorted.slice(0, Math.max(1, Math.floor((room - HEAD_PX) / LANE_PX)));
  const lanePx = Math.min(MOST_LANE_PX, (room - HEAD_PX) / lanes.length);
  const rule = (one: BoxFactor | BoxNames): string => ruleText(one);
  const namesPx =
    16 +
    Math.max(
      ...lanes.flatMap((one) => [nameOf(one), `grade: ${one.grade}`].map((words) => widthOfText(words, TEXT_PX))),
    );
  const rulePx =
    24 + Math.max(...lanes.map((one) => widthOfText(rule(one), TEXT_PX)), widthOfText('in the box', TEXT_PX));
  const left = namesPx;
  const right = PANELS_WIDTH - rulePx - (hasStability ? STABLE_PX : 0);
  const annotations: Record<string, AnnotationOptions> = {
    'head-rule': text('in the box', right + 24, 10, 'start', { font: letters(TEXT_PX, 'bold') }),
    ...(hasStability
      ? { 'head-stable': text('in resamples', PANELS_WIDTH, 10, 'end', { font: letters(TEXT_PX, 'bold') }) }
      : {}),
  };
  for (const [i, one] of lanes.entries()) {
    const y = HEAD_PX + (i + 0.5) * lanePx - ENDS_PX / 2;
    const bounded = isBounded(one);
    const color = bounded ? OKABE_ITO.blue : faded(OKABE_ITO.blue, 0.35);
    annotations[`name-${i}`] = text(nameOf(one), left - 16, y - 9, 'end', { color: bounded ? INK : SOFT });
    annotations[`grade-${i}`] = text(`grade: ${one.grade}`, left - 16, y + 11, 'end', {
      color: SOFT,
      font: letters(TEXT_PX - 2),
    });
    annotations[`rule-${i}`] = text(rule(one), right + 24, y, 'start', { color: bounded ? INK : SOFT });
    if (one.stability !== null)
      annotations[`stable-${i}`] = text(percent(one.stability), PANELS_WIDTH, y, 'end', {
        color: bounded ? INK : SOFT,
      });
    if ('names' in one) {
      const width = (right - left) / one.names.length;
      for (const [n, name] of one.names.entries()) {
        const isKept = one.kept.includes(name);
        annotations[`part-${i}-${n}`] = bar(left + n * width + 2, left + (n + 1) * width - 2, y, isKept ? color : GRID);
        annotations[`part-name-${i}-${n}`] = text(name, left + (n + 0.5) * width, y + ENDS_PX, 'center', {
          color: isKept ? INK : SOFT,
          font: letters(TEXT_PX - 2),
        });
      }
      continue;
    }
    const at = placeOn(one, left, right);
    annotations[`whole-${i}`] = bar(left, right, y, GRID);
    annotations[`box-${i}`] = bar(at(one.low ?? one.range[0]), at(one.high ?? one.range[1]), y, color);
    for (const [end, ends] of Object.entries({ low: one.lowRange, high: one.highRange }))
      if (ends) {
        const [from, to] = [at(ends[0]), at(ends[1])];
        annotations[`end-${i}-${end}`] = { ...line([from, to], [y, y], INK, 3), drawTime: 'afterDatasetsDraw' };
        for (const [n, x] of [from, to].entries())
          annotations[`cap-${i}-${end}-${n}`] = {
            ...line([x, x], [y - 6, y + 6], INK, 2),
            drawTime: 'afterDatasetsDraw',
          };
      }
    for (const [n, end] of one.range.entries())
      annotations[`range-${i}-${n}`] = text(
        shortText(end),
        n === 0 ? left : right,
        y + ENDS_PX,
        n === 0 ? 'start' : 'end',
        {
          color: SOFT,
          font: letters(TEXT_PX - 2),
        },
      );
  }
  const rules = lanes.filter(isBounded).map((one) => `${one.factor} ${rule(one)}`);
  const dropped = sorted.length - lanes.length;
  return drawnChart(
    headed,
    {
      id,
      title,
      notes,
      alt: `Bar chart of ranges: ${rules.length > 0 ? rules.join(', ') : 'no factor is bounded'}. ${summary}${dropped > 0 ? `; ${dropped} more factors are not shown` : ''}.`,
    },
    { datasets: [] as Drawing['datasets'], annotations },
  );
}

const isBounded = (one: BoxFactor | BoxNames): boolean =>
  'names' in one ? one.kept.length < one.names.length : one.low !== null || one.high !== null;

const nameOf = (one: BoxFactor | BoxNames): string =>
  'names' in one || one.unit === '' || one.unit === one.factor ? one.factor : `${one.factor}, ${one.unit}`;

function ruleText(one: BoxFactor | BoxNames): string {
  if (!isBounded(one)) return 'any';
  if ('names' in one) return one.kept.join(' or ');
  const { low, high } = one;
  return low === null
    ? `at most ${shortText(high!)}`
    : high === null
      ? `at least ${shortText(low)}`
      : `${shortText(low)} to ${shortText(high)}`;
}

/** Three digits that tell, no zeros after them. */
function shortText(value: number): string {
  const rounded = Number(value.toPrecision(3));
  const decimals = (String(rounded).split('e')[0]!.split('.')[1] ?? '').length;
  return grouped(rounded, decimals);
}

const placeOn = ({ range, isLog }: BoxFactor, left: number, right: number) => {
  const of = (value: number): number => (isLog ? Math.log10(value) : value);
  const [from, to] = [of(range[0]), of(range[1])];
  return (value: number): number =>
    left + ((Math.min(to, Math.max(from, of(value))) - from) / (to - from)) * (right - left);
};

const bar = (xMin: number, xMax: number, y: number, backgroundColor: string): AnnotationOptions => ({
  type: 'box',
  xMin,
  xMax,
  yMin: y - BAR_PX,
  yMax: y + BAR_PX,
  backgroundColor,
  borderWidth: 0,
  drawTime: 'beforeDatasetsDraw',
});
