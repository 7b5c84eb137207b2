// Emergencies, at the end of a day: the visits that the day's purchases led to, the deaths among them, what is on record.
import { poissonQuantile } from '../../random/poisson.ts';
import { threefry, uniform, word1 } from '../../random/threefry.ts';
import { addDaily, DAILY } from '../daily.ts';
import type { Phase } from '../kernel/phase.ts';

/**
 * Visits of a zone and day are Poisson. Those that end in death or not, recorded or not, are drawn apart, which is the
 * same as marking each; all four grow with the mean for a given draw, so that arms differ only by what purchases differ.
 */
export const emergencies: Phase = (world, clock) => {
  const { health, zones, record, scenario } = world;
  const { expectedVisits, recentVisits, burnInVisits } = health;
  const { k0, k1 } = world.streams.emergency;
  const { death_per_visit: dies, recorded_share: recorded } = scenario.harm;
  const isOn = scenario.mechanisms.harm;

  return () => {
    if (!isOn) return;
    const day = clock.reportedDay;
    let expected = 0;
    let visits = 0;
    let onRecord = 0;
    let deaths = 0;
    let deathsOnRecord = 0;
    for (let zone = 0; zone < zones.count; zone++) {
      const mean = expectedVisits[zone];
      expectedVisits[zone] = 0;
      recentVisits[zone] += (mean - recentVisits[zone]) / Math.min(RECENT_DAYS, clock.day + 1);
      if (day < 0) {
        burnInVisits[zone] += mean;
        continue;
      }
      if (mean === 0) continue;
      expected += mean;
      const survivesRecorded = threefry(k0, k1, zone, clock.day << 4);
      const survivesOther = word1;
      const diesRecorded = threefry(k0, k1, zone, (clock.day << 4) + 1);
      const diesOther = word1;
      const r = poissonQuantile(mean * (1 - dies) * recorded, uniform(survivesRecorded));
      const s = poissonQuantile(mean * (1 - dies) * (1 - recorded), uniform(survivesOther));
      const t = poissonQuantile(mean * dies * recorded, uniform(diesRecorded));
      const v = poissonQuantile(mean * dies * (1 - recorded), uniform(diesOther));
      visits += r + s + t + v;
      onRecord += r + t;
      deaths += t + v;
      deathsOnRecord += t;
    }
    addDaily(record, DAILY.emergency_visits_expected, day, expected);
    addDaily(record, DAILY.deaths_expected, day, expected * dies);
    addDaily(record, DAILY.emergency_visits, day, visits);
    addDaily(record, DAILY.recorded_emergency_visits, day, onRecord);
    addDaily(record, DAILY.deaths, day, deaths);
    addDaily(record, DAILY.recorded_deaths, day, deathsOnRecord);
  };
};

const RECENT_DAYS = 28;
