// What platforms earn: their margin by week less what they cost, and the mean of a city beside that at the start.
import type { City } from '../../city/city.ts';
import { DAYS_PER_MEAN_MONTH, DAYS_PER_WEEK } from '../../units.ts';
import { PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import { part, type Size } from '../kernel/part.ts';

/** Weeks over which a mean profit is taken. */
const WEEKS = 10;
/** Least and most profit that openings follow, relative to the start. */
const BOUNDS = [0.1, 3] as const;

const columns = ({ nCities }: Size) => ({
  profit: {
    /** Mean profit of a platform that sells, cents a week, [city * WEEKS + week mod WEEKS]; NaN before its first week. Written by running-costs. */
    weekCents: new Float64Array(nCities * WEEKS).fill(Number.NaN),
    /** What is expected at the start, cents a week, [city]. Written by build. */
    startCents: new Float64Array(nCities),
    /** Margin of all platforms of a city that sell, cents a week, and their clients, as above. Written by running-costs. */
    weekMarginCents: new Float64Array(nCities * WEEKS).fill(Number.NaN),
    weekClients: new Float64Array(nCities * WEEKS),
    /** Both as expected at the start, [city]. Written by build. */
    startMarginCents: new Float64Array(nCities),
    startClients: new Float64Array(nCities),
  },
});

export type ProfitNeeds = ReturnType<typeof columns> & {
  city: Pick<City, 'nCities' | 'zoneCity'>;
  platforms: Pick<Platforms, 'count' | 'status' | 'homeZone' | 'marginCents' | 'fixedCentsPerDay' | 'clients'>;
};

/** Books the week that has ended: margins less fixed costs, by city. */
export function bookWeek({ profit, city, platforms }: ProfitNeeds, week: number): void {
  const sum = new Float64Array(city.nCities);
  const n = new Float64Array(city.nCities);
  const margin = new Float64Array(city.nCities);
  const clients = new Float64Array(city.nCities);
  for (let p = 0; p < platforms.count; p++) {
    if (platforms.status[p] !== PLATFORM_STATUS.active) continue;
    const c = city.zoneCity[platforms.homeZone[p]];
    sum[c] += platforms.marginCents[p] - DAYS_PER_WEEK * platforms.fixedCentsPerDay[p];
    n[c]++;
    margin[c] += platforms.marginCents[p];
    clients[c] += platforms.clients[p];
  }
  for (let c = 0; c < city.nCities; c++) {
    const at = c * WEEKS + (week % WEEKS);
    profit.weekCents[at] = n[c] > 0 ? sum[c] / n[c] : profit.startCents[c];
    profit.weekMarginCents[at] = margin[c];
    profit.weekClients[at] = clients[c];
  }
}

/** Mean profit of the last ten weeks in a city relative to the start, within bounds; 1 where nothing was to be earned. */
export function profitRatio({ profit }: Pick<ProfitNeeds, 'profit'>, c: number): number {
  const start = profit.startCents[c];
  if (start <= 0) return 1;
  let sum = 0;
  for (let k = 0; k < WEEKS; k++) {
    const week = profit.weekCents[c * WEEKS + k];
    sum += Number.isNaN(week) ? start : week;
  }
  return Math.min(BOUNDS[1], Math.max(BOUNDS[0], sum / WEEKS / start));
}

/** Mean margin of a client in a month over the last ten weeks in a city, cents; 0 where nobody has clients. */
export function clientMonthCents({ profit }: Pick<ProfitNeeds, 'profit'>, c: number): number {
  let margin = 0;
  let clients = 0;
  for (let at = c * WEEKS; at < (c + 1) * WEEKS; at++) {
    const isStart = Number.isNaN(profit.weekMarginCents[at]);
    margin += isStart ? profit.startMarginCents[c] : profit.weekMarginCents[at];
    clients += isStart ? profit.startClients[c] : profit.weekClients[at];
  }
  return clients > 0 ? ((margin / clients) * DAYS_PER_MEAN_MONTH) / DAYS_PER_WEEK : 0;
}

export const profit = part({ columns });
