// Record, each tick: writes what became of the occasions to the counts and the tape; daily, which lines are down.

import type { City } from '../../city/city.ts';
import { cents, costCents } from '../../units.ts';
import { slotOf } from '../acts/known-platforms.ts';
import { createOrderPrice, type OrderPriceNeeds } from '../acts/order-price.ts';
import type { Prices } from '../acts/prices.ts';
import type { PricesPaid } from '../acts/prices-paid.ts';
import type { UtilityGiven } from '../acts/utility.ts';
import { type Customers, ORDERED_FROM, U8, U8_STRIDE, U16, U16_STRIDE } from '../entities/customers.ts';
import { CHOICE, FATE, type Occasions } from '../entities/occasions.ts';
import { LINE, type Lines, PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import type { Sites, SitesGiven } from '../entities/sites.ts';
import type { Zones } from '../entities/zones.ts';
import type { Clock } from '../kernel/clock.ts';
import { dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import type { ArmRecord } from '../kernel/record.ts';
import {
  CALL_CHANNELS,
  cellsAt,
  clientMonthOf,
  DAYS_PER_MONTH,
  LOST,
  NOTHING,
  orderCell,
  seriesAt,
  WAIT_BIN_MIN,
  WAIT_BINS,
  windowOf,
} from '../kernel/record.ts';
import type { Tape } from '../kernel/tape.ts';

const counts = dailyCounts({
  pure_site: { text: 'Amount sold at sites times its purity.', unit: 'mg × points' },
  pure_delivered: { text: 'Amount delivered times its purity.', unit: 'mg × points' },
});

interface Needs extends Own<{ counts: typeof counts }>, Pick<PricesPaid, 'otherBurnInMg' | 'burnInValue'> {
  scenario: SitesGiven & UtilityGiven & OrderPriceNeeds['scenario'];
  prices: Pick<Prices, 'siteCents'>;
  clock: Clock;
  city: Pick<City, 'zoneCity'>;
  occasions: Pick<
    Occasions,
    'count' | 'customer' | 'tapeAt' | 'amountMg' | 'product' | 'choice' | 'seller' | 'isTurnedAway' | 'fate' | 'waitMin'
  >;
  customers: Pick<Customers, 'u8' | 'u16'>;
  sites: Pick<Sites, 'zone' | 'replacesUntil' | 'burnInMg'>;
  platforms: Pick<Platforms, 'birth' | 'priceCentsPerG' | 'bulkDiscount' | 'purity' | 'burnInMg' | 'monthClients'>;
  zones: Pick<Zones, 'count' | 'group' | 'ordersToday'>;
  /** 1 for the hours of day in which any arm's policy acts, [24]. */
  policyHours: Uint8Array;
  tape: Pick<Tape, 'cells' | 'sellers' | 'births'>;
  record: Pick<
    ArmRecord,
    | 'nDays'
    | 'preDays'
    | 'nZones'
    | 'nPlaces'
    | 'series'
    | 'cells'
    | 'byClass'
    | 'waits'
    | 'clientMonths'
    | 'siteOrders'
    | 'replaced'
  >;
}

const run = (world: Needs): (() => void) => {
  const {
    clock,
    counts,
    occasions,
    customers,
    sites,
    platforms,
    zones,
    record,
    tape,
    scenario,
    policyHours,
    otherBurnInMg,
    burnInValue,
  } = world;
  const { u8, u16 } = customers;
  const { series, cells, byClass, waits, clientMonths, siteOrders, replaced } = record;
  const cellOf = tape.cells;
  const group = zones.group;
  const { siteCents } = world.prices;
  const sitePurity = scenario.sites.purity_points;
  const otherCentsPerG = cents(scenario.choice.other_price_eur_per_g);
  const zoneCity = world.city.zoneCity;
  const priceOf = createOrderPrice(world);

  return () => {
    const n = occasions.count;
    const day = clock.reportedDay;
    const window = windowOf(clock, day);
    const month = Math.floor(day / DAYS_PER_MONTH);
    const inHours = policyHours[clock.hour];
    const clientMonth = day < 0 ? 0 : clientMonthOf(record, day) + 1;
    for (let i = 0; i < n; i++) {
      const fate = occasions.fate[i];
      if (fate === FATE.pending) continue;
      if (fate !== FATE.fulfilled) {
        const isLost = day >= 0 && (fate === FATE.lost || occasions.isTurnedAway[i] === 1);
        cellOf[occasions.tapeAt[i]] = isLost ? LOST : NOTHING;
        continue;
      }
      const customer = occasions.customer[i];
      const channel = occasions.choice[i];
      const seller = occasions.seller[i];
      const home = u16[customer * U16_STRIDE + U16.zone];
      const zone = channel === CHOICE.site ? sites.zone[seller] : home;
      const centsPerG =
        channel === CHOICE.site
          ? siteCents[zoneCity[zone]]
          : channel === CHOICE.delivery
            ? platforms.priceCentsPerG[seller]
            : otherCentsPerG;
      const amountMg = occasions.amountMg[i];
      if (day < 0) {
        const city = zoneCity[home];
        burnInValue[city] += centsPerG * amountMg;
        if (channel === CHOICE.site) sites.burnInMg[seller] += amountMg;
        else if (channel === CHOICE.delivery) platforms.burnInMg[seller] += amountMg;
        else otherBurnInMg[city] += amountMg;
        continue;
      }

      const inTarget = group[zone] === 0 ? 1 : 0;
      const product = occasions.product[i];
      cellOf[occasions.tapeAt[i]] = orderCell(channel, inTarget, inHours, product);
      if (channel === CHOICE.delivery) {
        const birth = platforms.birth[seller];
        tape.sellers[occasions.tapeAt[i]] = birth;
        tape.births[birth].orders[clientMonth - 1]++;
        counts.pure_delivered[day] += amountMg * platforms.purity[seller];
      } else if (channel === CHOICE.site) {
        siteOrders[window * record.nPlaces + seller]++;
        counts.pure_site[day] += amountMg * sitePurity;
      }
      const at = seriesAt(day, channel, group[zone]);
      series[at]++;
      series[at + 1] += amountMg;
      series[at + 2] += channel === CHOICE.delivery ? priceOf(seller, amountMg) : costCents(amountMg, centsPerG);
      if (channel < CALL_CHANNELS.length) zones.ordersToday[(zone * CALL_CHANNELS.length + channel) * 2 + inHours]++;
      if (channel === CHOICE.site && clock.day < sites.replacesUntil[seller]) replaced[window * zones.count + zone]++;
      cells[cellsAt(record, month, zone, channel, inHours, product)]++;
      byClass[(window * 3 + u8[customer * U8_STRIDE + U8.income]) * 3 + channel]++;
      if (channel === CHOICE.delivery) {
        const bin = Math.floor(occasions.waitMin[i] / WAIT_BIN_MIN);
        waits[window * WAIT_BINS + (bin < WAIT_BINS ? bin : WAIT_BINS - 1)]++;
        const at16 = customer * U16_STRIDE;
        let held = u16[at16 + U16.clientMonth];
        if ((held & ((1 << ORDERED_FROM) - 1)) !== clientMonth) {
          held = clientMonth;
          clientMonths[window]++;
        }
        // The platform may have another slot by now, or none.
        const slot = slotOf(customers, customer, seller);
        const bit = slot < 0 ? 0 : 1 << (ORDERED_FROM + slot);
        if ((held & bit) === 0) platforms.monthClients[seller]++;
        u16[at16 + U16.clientMonth] = held | bit;
      }
    }
  };
};

interface LinesDownNeeds {
  clock: Clock;
  platforms: Pick<Platforms, 'count' | 'status' | 'firstLine' | 'nLines'>;
  lines: Pick<Lines, 'state'>;
  tape: Pick<Tape, 'linesDown'>;
}

const runLinesDown =
  ({ clock, platforms, lines, tape }: LinesDownNeeds): (() => void) =>
  () => {
    for (let p = 0; p < platforms.count; p++) {
      if (platforms.status[p] === PLATFORM_STATUS.unborn) continue;
      let nDown = 0;
      const first = platforms.firstLine[p];
      for (let line = first; line < first + platforms.nLines[p]; line++) if (lines.state[line] !== LINE.up) nDown++;
      tape.linesDown[clock.day * platforms.count + p] = nDown;
    }
  };

const submodel = {
  section: '8',
  text: 'What became of each occasion goes into counts and into its cell; nothing is drawn.',
  grade: 'A',
  source: 'MODEL 8',
};

export const recordOccasions = mechanism({
  submodel,
  counts,
  phases: {
    'lines-down': { when: 'day', text: 'Which lines are down goes onto the tape.', run: runLinesDown },
    record: { when: 'tick', text: 'What became of each occasion goes into counts and onto the tape.', run },
  },
});
