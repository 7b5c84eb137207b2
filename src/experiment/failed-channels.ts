// Channels of a scenario that sell nothing in an arm, which is mostly an error in the city or the doses.
import { settingsOf } from '../engine/settings.ts';
import { dailyTotal, seriesTotal } from '../measures/totals.ts';
import { grouped } from '../numbers.ts';
import type { Results } from './results.ts';

/** Share of delivery orders lost from which the channel counts as failed. */
const LOST_SHARE = 0.95;
/** Least number of purchases and lost orders: with fewer, a channel without sales may only be small. */
const ENOUGH = 30;

/** Sentences over all replicates after the first day of policies, one for each channel and arm; empty where all sell. */
export function failedChannels({ scenario, records }: Results): string[] {
  return Object.entries(records).flatMap(([arm, ofArm]) => {
    const { platforms, sites } = settingsOf(scenario, arm);
    const nPlatforms = platforms.reduce((sum, { count }) => sum + count, 0);
    const name = scenario.arms[arm]?.label ?? arm;
    const total = (of: (record: (typeof ofArm)[number]) => number): number =>
      ofArm.reduce((sum, record) => sum + of(record), 0);
    const lost = total((record) => dailyTotal(record, 'post', 'orders_lost'));
    const delivered = total((record) => dailyTotal(record, 'post', 'delivered'));
    const atSites = total((record) => seriesTotal(record, 'post', 'orders', 'site'));
    const orders = total((record) => seriesTotal(record, 'post', 'orders'));
    const tried = orders + lost;
    const failed = [];
    if (nPlatforms > 0 && lost + delivered === 0 && tried >= ENOUGH)
      failed.push(`In ${name} nobody orders a delivery, though there are platforms.`);
    if (lost > 0 && lost >= LOST_SHARE * (lost + delivered)) {
      const how = delivered === 0 ? 'all' : `${grouped(Math.floor((1000 * lost) / (lost + delivered)) / 10, 1)} % of`;
      failed.push(
        `In ${name} ${how} ${grouped(lost + delivered)} orders placed with platforms are lost: are its zones too far apart, or its couriers too few?`,
      );
    }
    if (sites.count > 0 && atSites === 0 && tried >= ENOUGH)
      failed.push(`In ${name} nothing is bought at fixed sites, though there are some.`);
    return failed;
  });
}
