// Client files, at the end of a month: how many customers know a platform, and how large the files are. Nothing is drawn.

import { euros } from '../../units.ts';
import { type ClientValueNeeds, clientPriceCents } from '../acts/client-value.ts';
import { isForgotten, type KnownColumns } from '../acts/known-platforms.ts';
import { buysOn } from '../acts/own-rate.ts';
import { type Customers, U8, U8_STRIDE, U16, U16_STRIDE } from '../entities/customers.ts';
import { PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import type { Clock } from '../kernel/clock.ts';
import { dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import { type ArmRecord, add, clientMonthOf } from '../kernel/record.ts';
import type { Tape } from '../kernel/tape.ts';

const submodel = {
  section: '4',
  text: 'Who knows an active platform, and how many clients each platform had in the month, are counted; nothing is drawn.',
  grade: 'A',
  source: 'MODEL 11',
};

const counts = dailyCounts({
  customers_aware: { text: 'Customers who know an active platform, at the end of a month.', unit: 'customers' },
  customers_buying: { text: 'Customers who buy, at the end of a month.', unit: 'customers' },
  client_file_p50: {
    role: 'result',
    label: 'Clients of a platform, median',
    unit: 'clients',
    better: 'none',
    isCount: false,
    isLast: true,
    text: 'Customers who ordered from a platform in the last month of the window: the median over active platforms.',
  },
  client_file_p95: {
    role: 'result',
    label: 'Clients of a platform, 95th percentile',
    unit: 'clients',
    better: 'none',
    isCount: false,
    isLast: true,
    text: 'Customers who ordered from a platform in the last month of the window: the number that 95 % of active platforms do not exceed.',
  },
  client_value_eur: {
    role: 'result',
    label: 'What a client fetches',
    unit: 'EUR',
    better: 'none',
    isCount: false,
    isLast: true,
    text: 'Price of a client in a sale of client files, at the end of the last month of the window.',
  },
});

type Needs = Own<{ counts: typeof counts }> &
  ClientValueNeeds & {
    clock: Clock;
    customers: KnownColumns & Pick<Customers, 'count'>;
    platforms: Pick<Platforms, 'count' | 'status' | 'darkFrom' | 'birth' | 'monthClients' | 'clients'>;
    tape: Pick<Tape, 'births'>;
    record: Pick<ArmRecord, 'nDays' | 'preDays'>;
  };

/** A day has what the last month that has ended had: before the first the customers of day 0, and no files. */
const run = (world: Needs): (() => void) => {
  const { clock, counts, customers, platforms, tape, record } = world;
  const { u8, u16 } = customers;
  const { status, monthClients, clients } = platforms;
  const files = new Float64Array(platforms.count);
  let buying = 0;
  let aware = 0;
  let median = 0;
  let most = 0;
  let valueEur = euros(clientPriceCents(world));

  const isAware = (customer: number, today: number): boolean => {
    const at = customer * U16_STRIDE + U16.known;
    for (let slot = u8[customer * U8_STRIDE + U8.nKnown] - 1; slot >= 0; slot--) {
      const isActive = status[u16[at + slot]] === PLATFORM_STATUS.active;
      if (isActive && !isForgotten(customers, platforms, customer, slot, today)) return true;
    }
    return false;
  };

  const countCustomers = (today: number): void => {
    buying = 0;
    aware = 0;
    for (let customer = 0; customer < customers.count; customer++) {
      if (!buysOn(customers, customer, today)) continue;
      buying++;
      if (isAware(customer, today)) aware++;
    }
  };

  /** Clients of the month that ends, of each platform and over active ones. */
  const countFiles = (): void => {
    let n = 0;
    for (let p = 0; p < platforms.count; p++)
      if (status[p] === PLATFORM_STATUS.active) files[n++] = clients[p] = monthClients[p];
    files.subarray(0, n).sort();
    median = n > 0 ? (files[n >> 1] + files[(n - 1) >> 1]) / 2 : 0;
    most = n > 0 ? files[Math.ceil(0.95 * n) - 1] : 0;
    monthClients.fill(0);
  };

  return () => {
    const day = clock.reportedDay;
    if (day < 0) return;
    const isEnd = day + 1 === record.nDays || clientMonthOf(record, day + 1) !== clientMonthOf(record, day);
    if (day === 0 || isEnd) countCustomers(clock.day);
    if (isEnd) {
      const month = clientMonthOf(record, day);
      for (let p = 0; p < platforms.count; p++)
        if (status[p] === PLATFORM_STATUS.active) tape.births[platforms.birth[p]].clients[month] = monthClients[p];
      countFiles();
      valueEur = euros(clientPriceCents(world));
    }
    add(counts.customers_buying, day, buying);
    add(counts.customers_aware, day, aware);
    add(counts.client_file_p50, day, median);
    add(counts.client_file_p95, day, most);
    add(counts.client_value_eur, day, valueEur);
  };
};

export const clientFiles = mechanism({
  submodel,
  counts,
  phases: {
    'client-files': {
      when: 'day-end',
      text: 'Once a month, those who know a platform and its clients are counted.',
      run,
    },
  },
});
