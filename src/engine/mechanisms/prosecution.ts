// Prosecution after a death: the courier whose delivery a recorded death is traced to is held until trial.

import { field } from '../../fields/field.ts';
import { share, toggle } from '../../fields/kinds.ts';
import { draw } from '../../random/streams.ts';
import { threefry, uniform } from '../../random/threefry.ts';
import { type ArrestNeeds, createArrest } from '../acts/arrest.ts';
import { COURIER, type Couriers } from '../entities/couriers.ts';
import { type Customers, U16, U16_STRIDE } from '../entities/customers.ts';
import type { Health } from '../entities/health.ts';
import { CHOICE, eventOfOccasion, FATE, type Occasions } from '../entities/occasions.ts';
import type { Zones } from '../entities/zones.ts';
import { eventOfDay } from '../kernel/clock.ts';
import { dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';

const ARTICLE = 'founding article 2024';

const submodel = {
  section: '6',
  text: 'A recorded death that followed a delivery is traced to it with a probability; its courier is arrested and held until trial.',
  grade: 'S direction, A size',
  source: ARTICLE,
};

const fields = {
  harm: {
    traced_share: field(share().default(0.1), {
      symbol: 'π',
      text: 'Share of recorded deaths after a delivery for which the courier who made it is arrested and held until trial.',
      unit: 'share',
      plausible: '0-0.5',
      grade: 'S direction, A size',
      source: `${ARTICLE}; size assumed`,
    }),
  },
};

const switches = {
  prosecution: toggle('Couriers are prosecuted after a death.', 'S direction, A size', `MODEL 6, harm; ${ARTICLE}`),
};

const streams = ['death-delivery', 'death-traced'] as const;

const counts = dailyCounts({
  couriers_prosecuted_for_death: {
    role: 'activity',
    label: 'Couriers prosecuted after a death',
    unit: 'persons',
    better: 'none',
    isCount: true,
    text: 'Couriers arrested because a death was traced to their delivery.',
  },
});

/** What was bought since the morning, by zone of residence. */
export interface Traces {
  /** Emergency visits expected of all purchases, and of deliveries. Written by prosecution. */
  visits: Float64Array;
  deliveredVisits: Float64Array;
  /** Post of the courier of one delivery, each as likely as the visits expected of it. Written by prosecution. */
  courier: Int32Array;
}

const columns = ({ nZones }: { nZones: number }): { traces: Traces } => ({
  traces: {
    visits: new Float64Array(nZones),
    deliveredVisits: new Float64Array(nZones),
    courier: new Int32Array(nZones),
  },
});

type Needs = Own<{ fields: typeof fields; switches: typeof switches; streams: typeof streams; counts: typeof counts }> &
  ArrestNeeds & {
    traces: Traces;
    occasions: Pick<
      Occasions,
      'count' | 'fate' | 'customer' | 'candidate' | 'attempt' | 'choice' | 'courier' | 'visits'
    >;
    customers: Pick<Customers, 'u16'>;
    couriers: Pick<Couriers, 'state'>;
    zones: Pick<Zones, 'count'>;
    health: Pick<Health, 'recordedDeaths'>;
  };

/** One delivery of a zone and day is kept, in proportion to the visits expected of it (weighted reservoir of one). */
const trace = ({ clock, occasions, customers, traces, streams, scenario }: Needs): (() => void) => {
  const { visits, deliveredVisits, courier } = traces;
  const { k0, k1 } = streams['death-delivery'];
  const isOn = scenario.mechanisms.prosecution && scenario.harm.traced_share > 0;

  return () => {
    if (!isOn || clock.reportedDay < 0) return;
    for (let i = 0; i < occasions.count; i++) {
      if (occasions.fate[i] !== FATE.fulfilled) continue;
      const customer = occasions.customer[i];
      const zone = customers.u16[customer * U16_STRIDE + U16.zone];
      visits[zone] += occasions.visits[i];
      if (occasions.choice[i] !== CHOICE.delivery) continue;
      deliveredVisits[zone] += occasions.visits[i];
      const u = uniform(threefry(k0, k1, customer, eventOfOccasion(occasions, i)));
      if (u * deliveredVisits[zone] < occasions.visits[i]) courier[zone] = occasions.courier[i];
    }
  };
};

/** In the morning, for the deaths of yesterday: at most one courier of a zone; one who was arrested or left since is gone. */
const prosecute = (world: Needs): (() => void) => {
  const { clock, counts, couriers, zones, health, traces, streams, scenario } = world;
  const { visits, deliveredVisits, courier } = traces;
  const arrest = createArrest(world);
  const isOn = scenario.mechanisms.prosecution && scenario.harm.traced_share > 0;

  return () => {
    if (!isOn || clock.reportedDay < 0) return;
    for (let zone = 0; zone < zones.count; zone++) {
      const share = deliveredVisits[zone] > 0 ? deliveredVisits[zone] / visits[zone] : 0;
      visits[zone] = 0;
      deliveredVisits[zone] = 0;
      if (health.recordedDeaths[zone] === 0 || share === 0) continue;
      if (draw(streams['death-traced'], zone, eventOfDay(clock.day)) >= scenario.harm.traced_share * share) continue;
      const post = courier[zone];
      if (couriers.state[post] !== COURIER.working) continue;
      arrest(post, zone, true, 1);
      add(counts.couriers_prosecuted_for_death, clock.reportedDay, 1);
    }
  };
};

export const prosecution = mechanism({
  submodel,
  fields,
  switches,
  streams,
  counts,
  columns,
  phases: {
    trace: {
      when: 'tick',
      text: 'One delivery of the day is kept by zone, as likely as the harm expected of it.',
      run: trace,
    },
    prosecute: {
      when: 'day',
      text: 'A recorded death of yesterday may be traced to a delivery, whose courier is held until trial.',
      run: prosecute,
    },
  },
});
