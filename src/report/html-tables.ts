// The tables of the page: effects, probabilities of being better, flows.
import type { ArmComparison, Comparison, Effect, TradeChange } from '../experiment/comparison.ts';
import type { FlowClass } from '../measures/flows.ts';
import type { Channel } from '../measures/totals.ts';
import { grouped } from '../numbers.ts';
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

/** In the words of the charts; classes by the first thing that differs, sums after their parts. */
const FLOW_WORDS: Record<FlowClass, [name: string, meaning: string]> = {
  deterred: ['Deterred', 'not bought at all'],
  lost: ['Lost', 'wanted but not served: delivery lost, site shut or its queue too long'],
  target: ['Target displacement', 'of another product'],
  tactical_site: ['Tactical, fixed sites', 'bought at a fixed site instead, same product'],
  tactical_delivery: ['Tactical, delivery', 'delivered instead, same product'],
  tactical_other: ['Tactical, other sources', 'bought from another source instead, same product'],
  tactical: ['Tactical displacement', 'through another channel, same product: sum of those above'],
  spatial: ['Spatial displacement', 'in another place, same product and channel'],
  temporal: ['Temporal displacement', 'at other hours, all else the same'],
  left_target: ['Left the target', 'sum of the ways above'],
  induced_sites_outside: [
    'Induced, other sites',
    'newly bought at sites outside the target; negative: no longer bought',
  ],
  induced_sites_target: ['Induced, sites in the target', 'newly bought at sites there that are not under pressure'],
  induced_delivery: ['Induced, deliveries', 'newly delivered; negative: no longer ordered'],
  induced_other: ['Induced, other sources', 'newly bought from other sources; negative: no longer'],
  induced: ['Induced', 'sum of the four above: gained elsewhere; negative: also lost elsewhere'],
  lost_elsewhere_site: ['Lost elsewhere, sites', 'bought at a site elsewhere in the reference, here not served'],
  lost_elsewhere_delivery: ['Lost elsewhere, deliveries', 'delivered elsewhere in the reference, here not served'],
  lost_elsewhere_other: [
    'Lost elsewhere, other sources',
    'bought from another source in the reference, here not served',
  ],
  lost_elsewhere: ['Lost elsewhere', 'sum of the three above'],
  seller: [
    'Seller displacement',
    'delivered by another platform, all else the same; net: away from platforms whose lines were hit',
  ],
  perpetrator: ['Perpetrator displacement', 'served by those who took the place of removed sellers'],
};

/** What became of the orders of the target area in an arm with flows; classes in which nothing moved are left out. */
export function flowsTable(comparison: Comparison, arm: string): Markup {
  const { label, flows }: ArmComparison = comparison.arms[arm]!;
  if (flows === null) return html``;
  const isShown = (name: FlowClass): boolean =>
    name === 'left_target' || flows[name].gross > 0 || flows[name].net !== 0;
  return table({
    id: `flows-${idOf(comparison, arm)}`,
    caption: `Moves under “${label}”, orders per replicate`,
    columns: [
      { head: 'Class' },
      { head: 'Orders' },
      ...['Gross', 'Net', '95 % interval of net', 'Moved by other luck on the way alone (placebo), gross'].map(
        (head) => ({
          head,
          isNumber: true,
        }),
      ),
    ],
    groups: [
      {
        rows: (Object.keys(FLOW_WORDS) as FlowClass[]).filter(isShown).map((name) => {
          const { gross, net, ci95, floor } = flowTexts(flows[name]);
          const [head, meaning] = FLOW_WORDS[name];
          return { head, isMarked: name === 'left_target', cells: [meaning, gross, net, ci95, floor] };
        }),
      },
    ],
  });
}

const CHANNEL_WORDS: Record<Channel, string> = { site: 'Fixed sites', delivery: 'Deliveries', other: 'Other sources' };

/** Orders by channel and place: the reference, then what each arm with flows changed; nothing without any. */
export function tradeTable({ arms, against }: Comparison, nameOf: (arm: string) => string): Markup {
  const all = Object.entries(arms).flatMap(([arm, { trade }]) => (trade === null ? [] : [{ arm, trade }]));
  if (all.length === 0) return html``;
  const change = ({ change: net, ci95 }: TradeChange): string => {
    const { net: text, ci95: interval } = flowTexts({ gross: Math.abs(net), net, ci95, floor: 0 });
    return ci95 === null ? text : `${text} (${interval})`;
  };
  return table({
    id: 'trade',
    caption: 'Change of orders by channel and place, per replicate, with 95 % intervals',
    columns: [
      { head: 'Orders' },
      { head: nameOf(against), isNumber: true },
      ...all.map(({ arm }) => ({ head: nameOf(arm), isNumber: true })),
    ],
    groups: [
      {
        rows: (all[0]?.trade ?? []).map(({ channel, place, reference_mean }, row) => ({
          head: `${CHANNEL_WORDS[channel]}, ${place === 'target' ? 'in the target' : 'outside'}`,
          cells: [grouped(reference_mean), ...all.map(({ trade }) => change(trade[row]!))],
        })),
      },
    ],
  });
}

/** An arm's part of an id: its place, as names may hold anything. */
export const idOf = ({ arms }: Comparison, arm: string): number => Object.keys(arms).indexOf(arm) + 1;
