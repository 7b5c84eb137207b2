// What a client of a platform is worth, and what one fetches in a sale.
import { field } from '../../fields/field.ts';
import { share } from '../../fields/kinds.ts';
import { DAYS_PER_MEAN_MONTH, DAYS_PER_WEEK } from '../../units.ts';
import { PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import { type Own, part } from '../kernel/part.ts';
import { clientMonthCents, type ProfitNeeds } from './profit.ts';

const FILE = 'MODEL 6, client file';

const fields = {
  client_files: {
    discount_per_month: field(share().default(0.035), {
      text: 'Rate at which what a client brings later counts less.',
      unit: 'per month',
      plausible: '0.01-0.1',
      grade: 'A',
      source: FILE,
    }),
    lapse_lost_share: field(share().default(0.5), {
      text: 'Share of the clients of a line who lose the platform for good when its number lapses.',
      unit: 'share',
      plausible: '0.3-0.7',
      grade: 'S',
      source: `${FILE}; founding article 2024`,
    }),
  },
};

export type ClientValueNeeds = Own<{ fields: typeof fields }> &
  ProfitNeeds & {
    scenario: {
      client_files: { readonly stays_share: number };
      organisations: { readonly exit_per_week: number };
      mechanisms: { readonly platform_exit: boolean };
    };
    platforms: Pick<Platforms, 'churnPerDay' | 'exitFactor' | 'lapsePerWeek'>;
  };

/**
 * What a client fetches in a sale, cents: τ·V̄, V̄ the mean over the clients of all platforms that sell, in one city or in
 * all, of V = margin of a client in a month ÷ (discount + churn + own hazard of loss by exit and lapse), per month.
 */
export function clientPriceCents(world: ClientValueNeeds, onlyCity = -1): number {
  const { city, platforms, scenario } = world;
  const { discount_per_month: discount, lapse_lost_share: lost, stays_share: stays } = scenario.client_files;
  const exitPerWeek = scenario.mechanisms.platform_exit ? scenario.organisations.exit_per_week : 0;
  let value = 0;
  let clients = 0;
  for (let p = 0; p < platforms.count; p++) {
    const c = city.zoneCity[platforms.homeZone[p]];
    if (platforms.status[p] !== PLATFORM_STATUS.active || (onlyCity >= 0 && c !== onlyCity)) continue;
    const lossPerWeek = exitPerWeek * platforms.exitFactor[p] + lost * platforms.lapsePerWeek[p];
    const perMonth = DAYS_PER_MEAN_MONTH * (platforms.churnPerDay[p] + lossPerWeek / DAYS_PER_WEEK);
    value += (platforms.clients[p] * clientMonthCents(world, c)) / (discount + perMonth);
    clients += platforms.clients[p];
  }
  return clients > 0 && value > 0 ? (stays * value) / clients : 0;
}

export const clientValue = part({ fields });
