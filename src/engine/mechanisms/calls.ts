// Calls, at the end of a day: residents notice the trade near them and call the police; part of the calls is recorded.

import { field } from '../../fields/field.ts';
import { real, share, toggle } from '../../fields/kinds.ts';
import { poissonQuantile } from '../../random/poisson.ts';
import { threefry, uniform, word1 } from '../../random/threefry.ts';
import type { Notice, Zones } from '../entities/zones.ts';
import { type Clock, eventOfDay } from '../kernel/clock.ts';
import { mechanism, type Own } from '../kernel/part.ts';
import type { ArmRecord } from '../kernel/record.ts';
import { CALL_CHANNELS, eventsAt, windowOf, zoneEventsAt } from '../kernel/record.ts';

const submodel = {
  section: '5',
  text: 'Calls of a zone and day are Poisson with a mean in proportion to the orders near it; a share is put on record.',
  grade: 'S direction, A size',
  source: 'MODEL 5, recorded',
};

const fields = {
  residents: {
    calls_per_site_order: field(real(0, 1).default(0.01), {
      text: 'Mean number of calls that an order at a fixed site brings about.',
      unit: 'calls/order',
      plausible: '0.001-0.05',
      grade: 'S direction, A size',
      source: 'MODEL 5, recorded; calls follow nuisance',
    }),
    calls_per_delivery: field(real(0, 1).default(0.0005), {
      text: 'Mean number of calls that a delivery brings about.',
      unit: 'calls/order',
      plausible: '0-0.005',
      grade: 'S direction, A size',
      source: 'MODEL 5, recorded; deliveries are seen less than sites',
    }),
    recorded_share: field(share().default(0.6), {
      text: 'Share of calls that are put on record, the only ones that an evaluator has.',
      unit: 'share',
      plausible: '0.3-0.9',
      grade: 'A',
      source: 'MODEL 5, recorded',
    }),
  },
};

const switches = {
  calls: toggle(
    'Residents call about the trade near them, and some calls are put on record.',
    'S direction, A size',
    'MODEL 5, recorded',
  ),
};

const streams = ['calls'] as const;

type Needs = Own<{ fields: typeof fields; switches: typeof switches; streams: typeof streams }> & {
  clock: Clock;
  zones: Pick<Zones, 'count' | 'ordersToday'>;
  notice: Pick<Notice, 'first' | 'by' | 'weight'>;
  record: Pick<ArmRecord, 'nRings' | 'nZones' | 'zoneRole' | 'events' | 'zoneEvents'>;
};

/**
 * Calls from a zone on a day about one channel in or out of the policies' hours are Poisson, with a mean in proportion to
 * the orders near it. Recorded and other calls are drawn separately, which is the same as recording each call with the
 * recorded share. For a given draw, keyed by (zone, day), both grow with the mean, so that arms differ only by orders.
 */
const run = (world: Needs): (() => void) => {
  const { clock, zones, record, notice, scenario } = world;
  const { ordersToday } = zones;
  const { first, by, weight } = notice;
  const { zoneRole, events, zoneEvents } = record;
  const { k0, k1 } = world.streams.calls;
  const { calls_per_site_order, calls_per_delivery, recorded_share } = scenario.residents;
  const rates = [calls_per_site_order, calls_per_delivery];
  const isOn = scenario.mechanisms.calls;
  const kinds = CALL_CHANNELS.length * 2;
  const near = new Float64Array(zones.count * kinds);

  return () => {
    const day = clock.reportedDay;
    if (day < 0) return;
    const window = windowOf(clock, day);
    near.fill(0);
    for (let zone = 0; zone < zones.count; zone++) {
      for (let kind = 0; kind < kinds; kind++) {
        const orders = ordersToday[zone * kinds + kind];
        if (orders === 0) continue;
        events[eventsAt(record, day, zoneRole[zone], kind >> 1, kind & 1)] += orders;
        zoneEvents[zoneEventsAt(record, window, zone, kind >> 1, kind & 1)] += orders;
        for (let i = first[zone]; i < first[zone + 1]; i++) near[by[i] * kinds + kind] += orders * weight[i];
      }
    }
    ordersToday.fill(0);
    if (!isOn) return;
    for (let zone = 0; zone < zones.count; zone++) {
      for (let kind = 0; kind < kinds; kind++) {
        const mean = near[zone * kinds + kind] * rates[kind >> 1];
        if (mean === 0) continue;
        const word = threefry(k0, k1, zone, eventOfDay(clock.day, kind));
        const otherWord = word1;
        const recorded = poissonQuantile(mean * recorded_share, uniform(word));
        const total = recorded + poissonQuantile(mean * (1 - recorded_share), uniform(otherWord));
        const at = eventsAt(record, day, zoneRole[zone], kind >> 1, kind & 1);
        events[at + 1] += total;
        events[at + 2] += recorded;
        const zoneAt = zoneEventsAt(record, window, zone, kind >> 1, kind & 1);
        zoneEvents[zoneAt + 1] += total;
        zoneEvents[zoneAt + 2] += recorded;
      }
    }
  };
};

export const calls = mechanism({
  submodel,
  fields,
  switches,
  streams,
  phases: {
    calls: { when: 'day-end', text: 'Residents call about the trade near them; some calls are put on record.', run },
  },
});
