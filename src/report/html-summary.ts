// The first screen of the page: the question, arms × outcomes with their effects, the chart of the primary one.
import type { Comparison, Effect, PerEffort } from '../experiment/comparison.ts';
import type { Results } from '../experiment/results.ts';
import { headlines } from '../measures/outcomes.ts';
import { decimalsFor, grouped, signed } from '../numbers.ts';
import { type Content, html, type Markup, table } from './html-markup.ts';
import { differenceUnitOf, effectTexts, halfOf, scaleOf, UNDEFINED, unitOf } from './numbers.ts';

/** Outcomes beside the primary one are those that the scenario names, else the first results that differ in some arm. */
const MOST_OUTCOMES = 5;

/** The outcomes of the first screen, the primary one first. */
export function outcomesOf({ arms, primary }: Comparison, named: readonly string[] = []): string[] {
  const effectsOf = (id: string): Effect[] => Object.values(arms).flatMap(({ effects }) => effects[id] ?? []);
  const isKnown = (id: string): boolean => effectsOf(id).some(({ diff }) => diff !== null);
  const isMoved = (id: string): boolean => effectsOf(id).some(({ diff }) => diff);
  const ranked = headlines(Number.POSITIVE_INFINITY, isKnown, ['result']).sort(
    (a, b) => Number(isMoved(b)) - Number(isMoved(a)),
  );
  return [...new Set([primary.outcome, ...named, ...ranked])].filter(isKnown).slice(0, MOST_OUTCOMES);
}

/** Arms in rows, outcomes in columns; in each cell the effect, its interval, and what it is for so much effort. */
export function summaryTable(results: Results, comparison: Comparison, labelOf: (arm: string) => string): Markup {
  const { arms, against, primary } = comparison;
  const ids = outcomesOf(comparison, results.scenario.compare.secondary);
  const names = Object.keys(arms);
  const ofOutcome = (id: string): Effect =>
    names.map((arm) => arms[arm]!.effects[id]).find((one) => one !== undefined)!;
  const per = perOf(comparison);
  return table({
    id: 'summary-table',
    kind: 'summary',
    caption: `Difference from “${labelOf(against)}”${results.replicates.length > 1 ? ', its 95 % interval' : ''}${per ? `, and per ${per.words} spent` : ''}`,
    columns: [
      { head: 'Arm' },
      ...ids.map((id) => {
        const { label, unit, better } = ofOutcome(id);
        const small = [differenceUnitOf(unit), better === 'none' ? '' : `${better} is better`].filter(
          (part) => part !== '',
        );
        return {
          head: html`${label}${id === primary.outcome ? html` <span class="tag">primary</span>` : ''}<span class="unit">${small.join('; ')}</span>`,
          isNumber: true,
        };
      }),
    ],
    groups: [
      {
        rows: [
          {
            head: html`${labelOf(against)}<span class="unit">reference, level</span>`,
            cells: ids.map((id) => levelOf(id, ofOutcome(id))),
          },
          ...names.map((arm) => ({
            head: labelOf(arm),
            cells: ids.map((id) => {
              const effect = arms[arm]!.effects[id];
              const effort = per && arms[arm]!.per_effort[id]?.[per.key];
              return effect ? cellOf(id, effect, effort ?? null, per) : UNDEFINED;
            }),
          })),
        ],
      },
    ],
  });
}

const PER = [
  { key: 'per_1000_h', words: '1,000 officer-hours', short: '1,000 h' },
  { key: 'per_100000_eur', words: '100,000 EUR', short: '100,000 EUR' },
] as const;
type Per = (typeof PER)[number];

/** Hours where any arm spends some beyond the reference, money where only money is spent, nothing where neither is. */
const perOf = ({ arms }: Comparison): Per | null =>
  PER.find(({ key }) =>
    Object.values(arms).some(({ per_effort }) => Object.values(per_effort).some((one) => one[key])),
  ) ?? null;

const levelOf = (id: string, effect: Effect): Content => {
  const unit = unitOf(effect.unit);
  return html`${effectTexts(id, effect).reference}${unit === '%' ? ' %' : ''}`;
};

function cellOf(id: string, effect: Effect, effort: PerEffort[Per['key']], per: Per | null): Content {
  const { diff, ci95 } = effectTexts(id, effect);
  const isOpen = effect.ci95 !== null && effect.ci95[0] <= 0 && effect.ci95[1] >= 0;
  return html`<span class="${isOpen ? 'open' : 'told'}">${diff}</span>${effect.ci95 ? html`<span class="range">${ci95}</span>` : ''}${
    per && effort && !isOpen
      ? html`<span class="range">${perText(effort, scaleOf(effect.unit))} / ${per.short}</span>`
      : ''
  }`;
}

function perText({ diff, ci95 }: NonNullable<PerEffort['per_1000_h']>, scale: number): string {
  const half = halfOf(ci95);
  return signed(diff * scale, decimalsFor(diff * scale, half && half * scale));
}

/** Notes below the table. */
export function summaryNote({ replicates, scenario }: Results, { interval, arms }: Comparison): Markup {
  const { pre_days, post_days } = scenario.time;
  const hasEffort = perOf({ arms } as Comparison) !== null;
  return html`<p class="note">Days ${pre_days} to ${pre_days + post_days - 1}, ${replicates.length === 1 ? 'a single replicate: no interval' : `mean of ${grouped(replicates.length)} replicates, 95 % intervals (${interval})`}. Grey: the interval holds 0, so that the sign is open.${hasEffort ? ' Per effort: mean difference ÷ mean effort beyond that of the reference, where the effect is told; its interval is in comparison.json.' : ''} Differences between arms of a simulation, no forecast.</p>
`;
}
