// Direct drop, daily: after an operation, part of the visits to sites near it do not take place.
import type { City } from '../../city/city.ts';
import { field } from '../../fields/field.ts';
import { real, share, toggle } from '../../fields/kinds.ts';
import { DAYS_PER_WEEK, MIN_PER_DAY } from '../../units.ts';
import { nearZones } from '../acts/near-zones.ts';
import { raised } from '../acts/perceived-risk.ts';
import type { Sites } from '../entities/sites.ts';
import type { Zones } from '../entities/zones.ts';
import type { Clock } from '../kernel/clock.ts';
import { mechanism, type Own } from '../kernel/part.ts';

const OPERATION = 'MODEL 5, site operation';

const submodel = {
  section: '5',
  text: 'From the day after an operation a share D₀·part·e^(−t/τ) of the visits to sites of a zone does not take place, part that of the zone within reach; several operations combine as 1 − Π(1 − share).',
  grade: 'V direction, A size',
  source: OPERATION,
};

const fields = {
  police: {
    drop_share: field(share().default(0.2), {
      symbol: 'D₀',
      text: 'Share of visits to sites near an operation that do not take place right after it, with mechanisms.direct_drop.',
      unit: 'share',
      plausible: '0-0.4',
      grade: 'A',
      source: `${OPERATION}; assumption`,
    }),
    drop_decay_weeks: field(real(0.1, 520).default(4), {
      symbol: 'τ',
      text: 'Time in which the share of dropped visits falls to 37 % (1/e).',
      unit: 'weeks',
      plausible: '2-6',
      grade: 'V',
      source: OPERATION,
    }),
    drop_near_km: field(real(0, 100).default(1), {
      text: 'How far from the centre of the zone of the operation the drop of visits reaches.',
      unit: 'km',
      plausible: '0.5-2',
      grade: 'A',
      source: `${OPERATION}; assumption`,
    }),
  },
};

const switches = {
  direct_drop: toggle(
    'After an operation part of the visits to sites near it do not take place; off by default, since it puts a diffusion of benefits in by hand.',
    'V direction, A size',
    OPERATION,
    { isOn: false },
  ),
};

type Needs = Own<{ fields: typeof fields; switches: typeof switches }> & {
  clock: Clock;
  city: Pick<City, 'nZones' | 'areaKm2' | 'distanceKm'>;
  sites: Pick<Sites, 'nPlaces' | 'zone' | 'lastOperation'>;
  zones: Pick<Zones, 'count' | 'visitDrop'>;
};

/** The share decays each day and rises by yesterday's operations. The phase `visit` applies it to each visitor. */
const run = ({ clock, city, sites, zones, scenario }: Needs): (() => void) => {
  if (!scenario.mechanisms.direct_drop) return () => {};
  const { drop_share, drop_decay_weeks, drop_near_km } = scenario.police;
  const keptPerDay = Math.exp(-1 / (drop_decay_weeks * DAYS_PER_WEEK));
  const near = nearZones(city, drop_near_km);

  return () => {
    for (let zone = 0; zone < zones.count; zone++) zones.visitDrop[zone] *= keptPerDay;
    const yesterday = (clock.day - 1) * MIN_PER_DAY;
    for (let place = 0; place < sites.nPlaces; place++)
      if (sites.lastOperation[place] >= yesterday) drop(sites.zone[place]);
  };

  function drop(zone: number): void {
    for (let i = near.first[zone]; i < near.first[zone + 1]; i++) {
      const other = near.other[i];
      zones.visitDrop[other] = raised(zones.visitDrop[other], drop_share * near.share[i]);
    }
  }
};

export const directDrop = mechanism({
  submodel,
  fields,
  switches,
  phases: {
    'direct-drop': { when: 'day', text: 'Fewer people visit sites near the operations of yesterday.', run },
  },
});
