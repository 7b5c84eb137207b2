// The trade that sites and platforms are to expect at the start.
import { cents, DAYS_PER_WEEK, FOUR_WEEKS, H_PER_DAY, MIN_PER_DAY } from '../units.ts';
import { spentShare } from './acts/appeal.ts';
import { expectedClients } from './acts/clients.ts';
import { openCompanies } from './acts/companies.ts';
import { DAYS_AT_START } from './acts/opening-cash.ts';
import { marginCents } from './acts/piece-rate.ts';
import { activeAtStart, CONTRACT, type Platforms } from './entities/platforms.ts';
import { isOpenAt } from './kernel/clock.ts';
import { targetShares } from './solve.ts';
import type { World } from './world.ts';

/**
 * Starts the four-week means of trade, takings and profits at their expected values: equal for sites, by active clients
 * for platforms, and by customers and hour profile for zones and hours in which platforms take orders.
 */
export function expectTrade(world: World): void {
  const { customers, sites, platforms, lines, zones, tempo, city, profit, pay, scenario, clientsPerActive } = world;
  const [site, delivered] = targetShares(scenario);
  const perDay = (customers.nFounders / customers.meanGapMin) * MIN_PER_DAY;
  const nOpen = sites.isOpen.reduce((sum, isOpen) => sum + isOpen, 0);
  const { sizes_g: sizes, shares } = scenario.customers.grams;
  const meanG = sizes.reduce((sum, size, i) => sum + size * shares[i], 0);
  for (let place = 0; place < sites.nPlaces && nOpen > 0; place++) {
    const sales = (perDay * site) / nOpen;
    if (sites.isOpen[place] === 1) sites.recentSales[place] = sales;
    sites.takingsCents[place] = DAYS_AT_START * sales * meanG * cents(scenario.sites.price_eur_per_g);
  }
  const { opens_h, closes_h, ...delivery } = scenario.delivery;
  const payCents = cents(delivery.pay_per_order_eur);
  pay.centsPerOrder.fill(payCents);
  const expectedMargin = marginCents(scenario, cents(delivery.price_eur_per_g), payCents);
  const nIn = new Float64Array(city.nCities);
  const weights = activeAtStart(platforms);
  for (let p = 0; p < platforms.count && weights > 0; p++) {
    const orders = (perDay * delivered * platforms.activeClients[p]) / weights;
    platforms.fullTakingsCents[p] = DAYS_AT_START * orders * meanG * platforms.priceCentsPerG[p];
    platforms.takingsCents[p] = platforms.fullTakingsCents[p];
    platforms.fullMarginCents[p] = FOUR_WEEKS * orders * expectedMargin;
    platforms.meanMarginCents[p] = platforms.fullMarginCents[p];
    if (p >= platforms.nAtStart) continue;
    const first = platforms.firstLine[p];
    lines.recentOrders.fill(orders / platforms.nLines[p], first, first + platforms.nLines[p]);
    const c = city.zoneCity[platforms.homeZone[p]];
    nIn[c]++;
    platforms.clients[p] = expectedClients({ platforms, clientsPerActive }, p, 1);
    profit.startClients[c] += platforms.clients[p];
    profit.startMarginCents[c] += DAYS_PER_WEEK * orders * expectedMargin;
    const kept = keptPerDay(scenario, platforms, p, orders, payCents, expectedMargin);
    const spent = spentShare(scenario, platforms.marketingFactor[p]) * orders * expectedMargin;
    const perWeek = DAYS_PER_WEEK * (kept - spent);
    profit.startCents[c] += perWeek;
    if (scenario.mechanisms.withdrawals) openCompanies(world, p, perWeek);
  }
  for (let c = 0; c < city.nCities; c++) profit.startCents[c] /= Math.max(1, nIn[c]);
  const hourShare = tempo.hourShare.map((share, hour) => (isOpenAt(hour, opens_h, closes_h) ? share : 0));
  const inOpenHours = hourShare.reduce((a, b) => a + b, 0);
  if (weights === 0 || inOpenHours === 0) return;
  for (let zone = 0; zone < zones.count; zone++) {
    const nCustomers = customers.firstOfBlock[zone * 3 + 3] - customers.firstOfBlock[zone * 3];
    const zonePerDay = (perDay * delivered * nCustomers) / customers.nFounders;
    for (let hour = 0; hour < H_PER_DAY; hour++)
      zones.recentDeliveries[zone * H_PER_DAY + hour] = (zonePerDay * hourShare[hour]) / inOpenHours;
  }
}

/** Profit of a day that a platform's manager is to expect at the start: kin, subcontractors and those with a bonus have their part. */
function keptPerDay(
  { labour, mechanisms }: World['scenario'],
  platforms: Platforms,
  p: number,
  orders: number,
  payCents: number,
  expectedMargin: number,
): number {
  const fixed = platforms.fixedCentsPerDay[p];
  if (platforms.contract[p] === CONTRACT.kin)
    return (orders * (expectedMargin + payCents) - fixed) / (platforms.nCouriers[p] + 1);
  if (platforms.contract[p] === CONTRACT.subcontracted)
    return orders * expectedMargin * labour.commission_share - fixed;
  const bonus = mechanisms.pay_bonus ? (labour.bonus_share / 3) * payCents : 0;
  return orders * (expectedMargin - bonus) - fixed;
}
