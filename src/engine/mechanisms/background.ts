// Background, daily: every arm has some stops in the street, some operations at sites and a little investigation.
import type { City } from '../../city/city.ts';
import { draw } from '../../random/streams.ts';
import { threefry, uniform } from '../../random/threefry.ts';
import { cents, DAYS_PER_MEAN_MONTH, DAYS_PER_WEEK, H_PER_DAY, MIN_PER_H, wholeMinutes } from '../../units.ts';
import { type BackgroundGiven, backgroundOf, lineDoseMin } from '../acts/background-rates.ts';
import { type Effort, isPoliced } from '../entities/effort.ts';
import { LINE, type Lines, PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import type { Sites } from '../entities/sites.ts';
import { REFERENCE_STOP_HOURS, type Zones } from '../entities/zones.ts';
import type { Clock } from '../kernel/clock.ts';
import { dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';

const submodel = {
  section: '5',
  text: 'Every arm has stops by area, operations at sites with the same chance each day, and hours of investigation that gather until they make a week of work on one line, then go to the next.',
  grade: 'A',
  source: 'MODEL 5, background',
};

const streams = ['background-operation', 'background-line'] as const;

const counts = dailyCounts({
  background_minutes: {
    role: 'input',
    label: 'Officer-hours of the background',
    unit: 'h',
    better: 'none',
    isCount: false,
    id: 'background_hours',
    per: 60,
    text: 'Officer-hours of the background: stops, operations and investigation that every arm has beside its policies.',
  },
  background_cost_cents: {
    role: 'input',
    label: 'Cost of the background',
    unit: 'EUR',
    better: 'none',
    isCount: false,
    id: 'background_cost_eur',
    per: 100,
    text: 'Officer-hours of the background at their price; no part of the cost of the policies.',
  },
});

type Needs = Own<{ streams: typeof streams; counts: typeof counts }> & {
  scenario: BackgroundGiven & {
    police: { operation_officer_h: number; officer_eur_per_h: number };
    investigation: { least_hours_per_week: number };
  };
  clock: Clock;
  city: Pick<City, 'areaKm2' | 'nCities' | 'zoneCity'>;
  sites: Pick<Sites, 'nPlaces' | 'isOpen' | 'isClosing'>;
  platforms: Pick<Platforms, 'status' | 'homeZone'>;
  lines: Pick<Lines, 'count' | 'key' | 'platform' | 'state' | 'workedMin' | 'holderMin'>;
  zones: Pick<Zones, 'stopDensity'>;
  effort: Pick<Effort, 'operationMin' | 'largeOperationMin' | 'banMin'>;
};

/**
 * To be run after the policies of the day: a site or a line on which one of them works is passed over. Operations are drawn
 * by (place, day), and the order of lines by (line, round), so that arms have the same.
 */
const run = (world: Needs): (() => void) => {
  const { clock, counts, streams, scenario, city, sites, platforms, lines, zones, effort } = world;
  const rates = backgroundOf(scenario);
  const pOperation = rates.operations_per_site_month / DAYS_PER_MEAN_MONTH;
  const linePerWeekMin = rates.investigation_hours_per_line_week * MIN_PER_H;
  const density = rates.stop_hours_per_km2_day / REFERENCE_STOP_HOURS;
  if (pOperation + linePerWeekMin + density === 0) return () => {};

  const { k0, k1 } = streams['background-operation'];
  const { stopDensity } = zones;
  const { operationMin } = effort;
  const areaKm2 = city.areaKm2.reduce((sum, area) => sum + area, 0);
  const stopsMin = areaKm2 * rates.stop_hours_per_km2_day * MIN_PER_H;
  const operationNeedsMin = wholeMinutes(scenario.police.operation_officer_h);
  const lineNeedsMin = lineDoseMin(scenario);
  const centsPerMin = cents(scenario.police.officer_eur_per_h) / MIN_PER_H;
  /** Of each city: minutes that wait for a line, the round in which its lines are, and the rank of the last one. */
  const savedMin = new Float64Array(city.nCities);
  const round = new Int32Array(city.nCities);
  const lastRank = new Float64Array(city.nCities).fill(-1);

  return () => {
    let minutes = stopsMin;
    for (let at = 0; at < stopDensity.length; at++) stopDensity[at] += density;
    if (pOperation > 0) {
      for (let place = 0; place < sites.nPlaces; place++) {
        if (sites.isOpen[place] === 0 || uniform(threefry(k0, k1, place, clock.day)) >= pOperation) continue;
        if (sites.isClosing[place] === 1 || isPoliced(effort, place)) continue;
        for (let hour = 0; hour < H_PER_DAY; hour++)
          operationMin[place * H_PER_DAY + hour] =
            Math.floor((operationNeedsMin * (hour + 1)) / H_PER_DAY) -
            Math.floor((operationNeedsMin * hour) / H_PER_DAY);
        minutes += operationNeedsMin;
      }
    }
    if (linePerWeekMin > 0 && clock.day % DAYS_PER_WEEK === 0) {
      for (let line = 0; line < lines.count; line++) if (sells(line)) savedMin[cityOf(line)] += linePerWeekMin;
      for (let c = 0; c < city.nCities; c++) {
        for (let line = 0; savedMin[c] >= lineNeedsMin && (line = nextIn(c)) >= 0; ) {
          lines.workedMin[line] += lineNeedsMin;
          savedMin[c] -= lineNeedsMin;
          minutes += lineNeedsMin;
        }
        // Where policies work on every line, hours do not gather beyond one week of work.
        savedMin[c] = Math.min(savedMin[c], lineNeedsMin);
      }
    }
    add(counts.background_minutes, clock.reportedDay, minutes);
    add(counts.background_cost_cents, clock.reportedDay, Math.round(minutes * centsPerMin));
  };

  function sells(line: number): boolean {
    return lines.state[line] === LINE.up && platforms.status[lines.platform[line]] === PLATFORM_STATUS.active;
  }

  function cityOf(line: number): number {
    return city.zoneCity[platforms.homeZone[lines.platform[line]]];
  }

  /** The next line of a city's round, or the first of a new one; -1 if every line there that sells is worked on. */
  function nextIn(c: number): number {
    for (let turn = 0; turn < 2; turn++) {
      let found = -1;
      let least = 1;
      for (let line = 0; line < lines.count; line++) {
        if (!sells(line) || cityOf(line) !== c || lines.workedMin[line] + lines.holderMin[line] > 0) continue;
        const rank = draw(streams['background-line'], lines.key[line], round[c]);
        if (rank <= lastRank[c] || rank >= least) continue;
        least = rank;
        found = line;
      }
      if (found >= 0) {
        lastRank[c] = least;
        return found;
      }
      round[c]++;
      lastRank[c] = -1;
    }
    return -1;
  }
};

export const background = mechanism({
  submodel,
  streams,
  counts,
  phases: {
    background: {
      when: 'day',
      text: 'The policing that every arm has adds its stops, operations and investigation.',
      run,
    },
  },
});
