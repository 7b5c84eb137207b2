// Nuisance, at the end of a day: hours of open sites and of acts of violence, times the people who live near them.

import { field } from '../../fields/field.ts';
import { real } from '../../fields/kinds.ts';
import { MIN_PER_DAY, MIN_PER_H } from '../../units.ts';
import type { Sites, SitesGiven } from '../entities/sites.ts';
import type { Notice, Zones } from '../entities/zones.ts';
import type { Clock } from '../kernel/clock.ts';
import { dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import type { ArmRecord } from '../kernel/record.ts';
import { add, windowOf, zoneViolenceAt } from '../kernel/record.ts';

const submodel = {
  section: '6',
  text: 'Person-hours: hours of open sites, and acts of violence as so many hours, times the people who live near.',
  grade: 'A',
  source: 'MODEL 6, residents',
};

const fields = {
  residents: {
    nuisance_h_per_violence: field(real(0, 8760).default(24), {
      text: 'Hours of an open site that are as much nuisance as one act of violence.',
      unit: 'h',
      plausible: '8-168',
      grade: 'A',
      source: 'MODEL 6, residents; assumption',
    }),
  },
};

const counts = dailyCounts({
  nuisance_person_h: {
    role: 'result',
    label: 'Nuisance',
    unit: 'million person-hours',
    better: 'lower',
    isCount: false,
    id: 'nuisance',
    per: 1e6,
    headline: 80,
    text: 'Hours that fixed sites were open, and acts of violence as so many hours, each times the people who live near.',
  },
});

type Needs = Own<{ fields: typeof fields; counts: typeof counts }> & {
  scenario: { sites: Pick<SitesGiven['sites'], 'opens_h' | 'closes_h'> };
  clock: Clock;
  sites: Pick<Sites, 'nPlaces' | 'zone' | 'isOpen' | 'disruptedFrom' | 'disruptedUntil'>;
  zones: Pick<Zones, 'count'>;
  notice: Pick<Notice, 'persons'>;
  record: Pick<ArmRecord, 'nZones' | 'zoneViolence'>;
};

/**
 * Person-hours: people near a zone are those who notice its trade, by population × exp(−distance ÷ near_km), those of
 * the zone itself with weight 1. A measure only: it changes nothing, and nothing is drawn.
 */
const run = (world: Needs): (() => void) => {
  const { clock, counts, sites, zones, notice, record, scenario } = world;
  const { persons } = notice;
  const { opens_h, closes_h } = scenario.sites;
  const hoursPerAct = scenario.residents.nuisance_h_per_violence;
  /** Business hours of a calendar day, minutes: those after midnight belong to the night before. */
  const spans = [
    [0, Math.max(0, closes_h * MIN_PER_H - MIN_PER_DAY)],
    [opens_h * MIN_PER_H, Math.min(MIN_PER_DAY, closes_h * MIN_PER_H)],
  ];
  const violenceBefore = record.zoneViolence.slice();

  return () => {
    const day = clock.reportedDay;
    if (day < 0) return;
    const midnight = clock.day * MIN_PER_DAY;
    let personHours = 0;
    for (let place = 0; place < sites.nPlaces; place++) {
      if (sites.isOpen[place] === 0) continue;
      let openMin = 0;
      for (const [from, to] of spans) {
        const shutFrom = Math.max(midnight + from, sites.disruptedFrom[place]);
        const shutUntil = Math.min(midnight + to, sites.disruptedUntil[place]);
        openMin += to - from - Math.max(0, shutUntil - shutFrom);
      }
      personHours += (openMin / MIN_PER_H) * persons[sites.zone[place]];
    }
    const window = windowOf(clock, day);
    for (let zone = 0; zone < zones.count; zone++) {
      const at = zoneViolenceAt(record, window, zone);
      personHours += (record.zoneViolence[at] - violenceBefore[at]) * hoursPerAct * persons[zone];
      violenceBefore[at] = record.zoneViolence[at];
    }
    add(counts.nuisance_person_h, day, personHours);
  };
};

export const nuisance = mechanism({
  submodel,
  fields,
  counts,
  phases: {
    nuisance: {
      when: 'day-end',
      text: 'Hours of open sites and acts of violence are counted by the people who live near them.',
      run,
    },
  },
});
