// The tables of the page: effects, who is better, flows. Computes no statistic and knows no style.
import type { ArmComparison, Comparison, Effect, FlowClass } from '../experiment/comparison.ts';
import { html, type Markup, table } from './html-markup.ts';
import { effectTexts, flowTexts, nothingToTell, probabilityText, UNDEFINED, worthText } from './numbers.ts';
import { labelOf } from './text.ts';

/** All outcomes of one arm; the primary one is marked. */
export function effectsTable(comparison: Comparison, arm: string, againstLabel: string): Markup {
  const { label, effects } = comparison.arms[arm]!;
  const row = ([id, effect]: [string, Effect]) => {
    const { reference, arm: own, diff, ci95, ratio, ratioCi95 } = effectTexts(id, effect);
    const isTold = nothingToTell(id, effect) === null;
    const isPrimary = id === comparison.primary.outcome;
    return {
      head: html`${labelOf(effect)}${isPrimary ? html` <span class="tag">primary</span>` : ''}`,
      isMarked: isPrimary,
      cells: [
        reference,
        own,
        diff,
        ci95,
        ratio,
        ratioCi95,
        isTold ? probabilityText(effect.p) : UNDEFINED,
        isTold ? probabilityText(effect.p_adjusted) : UNDEFINED,
        isTold ? better(effect, comparison.against) : UNDEFINED,
        worthText(effect),
      ],
    };
  };
  return table({
    id: `effects-${idOf(comparison, arm)}`,
    caption: `Effects of “${label}” against “${againstLabel}”`,
    columns: [
      { head: 'Outcome' },
      ...[
        'Reference',
        'Arm',
        'Difference',
        '95 % interval',
        'Ratio',
        '95 % interval of ratio',
        'p',
        'p, adjusted',
        'Better, with probability',
        'Worth of pairing',
      ].map((head) => ({ head, isNumber: true })),
    ],
    groups: [{ rows: Object.entries(effects).map(row) }],
  });
}

/** The better side and the probability that the arm is on it. */
const better = ({ better, p_better }: Effect, against: string): string =>
  better === 'none' ? UNDEFINED : `${better} ${probabilityText(p_better?.[against] ?? null)}`;

/** Probability that one arm is better than another, for outcomes with a better side; nothing with two arms. */
export function betterTable({ arms, against }: Comparison, nameOf: (arm: string) => string): Markup | null {
  const names = Object.keys(arms);
  const rivals = [against, ...names];
  const first = arms[names[0]!];
  if (!first || names.length < 2) return null;
  const sided = Object.entries(first.effects).filter(
    ([id, { better }]) => better !== 'none' && names.some((arm) => nothingToTell(id, arms[arm]!.effects[id]!) === null),
  );
  return table({
    id: 'better',
    caption: 'Probability that the arm of the row is better than the arm of the column',
    columns: [{ head: 'Arm' }, ...rivals.map((rival) => ({ head: nameOf(rival), isNumber: true }))],
    groups: sided.map(([id, { label, better }]) => ({
      head: `${label} (better: ${better})`,
      rows: names.map((arm) => ({
        head: nameOf(arm),
        cells: rivals.map((rival) =>
          rival === arm ? '' : probabilityText(arms[arm]!.effects[id]?.p_better?.[rival] ?? null),
        ),
      })),
    })),
  });
}

/** In the words of the charts; classes by the first thing that differs. */
const FLOW_WORDS: Record<FlowClass, [name: string, meaning: string]> = {
  deterred: ['Deterred', 'not bought at all'],
  target: ['Target displacement', 'of another product'],
  tactical: ['Tactical displacement', 'through another channel, same product'],
  spatial: ['Spatial displacement', 'in another place, same product and channel'],
  temporal: ['Temporal displacement', 'at other hours, all else the same'],
  left_target: ['Left the target', 'sum of the five above'],
  induced: ['Induced', 'made elsewhere that would not have been made at all; negative: diffusion of benefits'],
  perpetrator: ['Perpetrator displacement', 'served by those who took the place of removed sellers'],
};

/** What became of the orders of the target area, class by class. */
export function flowsTable(comparison: Comparison, arm: string): Markup {
  const { label, flows }: ArmComparison = comparison.arms[arm]!;
  return table({
    id: `flows-${idOf(comparison, arm)}`,
    caption: `Displacement under “${label}”, orders per replicate`,
    columns: [
      { head: 'Class' },
      { head: 'Orders' },
      ...['Gross', 'Net', '95 % interval of net', 'Placebo floor of gross'].map((head) => ({ head, isNumber: true })),
    ],
    groups: [
      {
        rows: (Object.keys(FLOW_WORDS) as FlowClass[]).map((name) => {
          const { gross, net, ci95, floor } = flowTexts(flows[name]);
          const [head, meaning] = FLOW_WORDS[name];
          return { head, isMarked: name === 'left_target', cells: [meaning, gross, net, ci95, floor] };
        }),
      },
    ],
  });
}

/** An arm's part of an id: its place, as names may hold anything. */
export const idOf = ({ arms }: Comparison, arm: string): number => Object.keys(arms).indexOf(arm) + 1;
