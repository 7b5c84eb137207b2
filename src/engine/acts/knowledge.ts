// What police learn of a line in a week of work, and how soon it falls.
import type { Lines, Platforms } from '../entities/platforms.ts';

export interface KnowledgeNeeds {
  scenario: {
    investigation: {
      hours_exponent: number;
      exposure_exponent: number;
      reference_orders_per_day: number;
      open_channel_factor: number;
      exposure_part: number;
      exposure_remote: number;
      scale_h: number;
    };
  };
  platforms: Pick<Platforms, 'manager' | 'isOpenChannel'>;
  lines: Pick<Lines, 'platform' | 'recentOrders'>;
}

/** Exposure X of a line that is only watched, relative. */
export function exposureOf({ scenario, platforms, lines }: KnowledgeNeeds, line: number): number {
  const { investigation } = scenario;
  const p = lines.platform[line];
  const ofManager = [1, investigation.exposure_part, investigation.exposure_remote];
  const x = (lines.recentOrders[line] / investigation.reference_orders_per_day) * ofManager[platforms.manager[p]];
  return platforms.isOpenChannel[p] === 1 ? x * investigation.open_channel_factor : x;
}

/** What a week of `hours` adds to the knowledge of a line with an exposure, H^a·X^b, effective hours. */
export const learnt = (
  { hours_exponent, exposure_exponent }: KnowledgeNeeds['scenario']['investigation'],
  hours: number,
  exposure: number,
): number => power(hours, hours_exponent) * power(exposure, exposure_exponent);

/** Probability that a line worked on in a week is taken down at its end, by what is known of it. */
export function takedownProbability(
  { scale_h }: Pick<KnowledgeNeeds['scenario']['investigation'], 'scale_h'>,
  knowledge: number,
): number {
  const relative = knowledge / scale_h;
  return -Math.expm1(-relative * relative);
}

/** x^exponent for x ≥ 0. */
const power = (x: number, exponent: number): number =>
  x > 0 ? Math.exp(exponent * Math.log(x)) : exponent === 0 ? 1 : 0;
