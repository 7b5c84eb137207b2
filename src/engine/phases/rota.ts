// Rota: who is on shift today, and couriers back from custody or newly hired. Shifts follow the weekday's demand.
import { draw } from '../../random/streams.ts';
import { COURIER } from '../columns/couriers.ts';
import { LINE, PLATFORM_STATUS } from '../columns/platforms.ts';
import { addDaily, DAILY } from '../daily.ts';
import { profileOf, stopFactors } from '../profile.ts';
import type { Phase } from './phase.ts';

/**
 * A platform plans n·duty·S(weekday) shifts a day, n the posts of its lines that sell, at most n; the fractions add up over days, so that the mean is kept,
 * and the turn goes round its posts, lines alternating.
 */
export const rota: Phase = (world, clock) => {
  const { platforms, lines, couriers, custody, ledger, record, tempo, city, scenario } = world;
  const key = world.streams['courier-traits'];
  const factors = stopFactors(scenario.couriers);
  const fate = world.streams.justice;
  const hasJustice = scenario.mechanisms.justice;
  const { reoffending_share: reoffending, record_share: recordShare } = scenario.justice;

  return () => {
    const today = clock.day;
    for (let post = 0; post < couriers.count; post++) {
      couriers.isOn[post] = 0;
      const state = couriers.state[post];
      if (state === COURIER.working || couriers.untilDay[post] > today) continue;
      if (state === COURIER.vacant) {
        // Nobody is hired for a line that does not sell.
        if (lines.state[couriers.line[post]] !== LINE.up) continue;
        const person = couriers.nPersons[post]++;
        ledger.couriersHired++;
        if (hasJustice) couriers.hasRecord[post] = recordOfNew(post, person);
        couriers.profile[post] = profileOf(scenario.couriers, draw(key, post, person));
        couriers.stopFactor[post] = couriers.modeFactor[post] * factors[couriers.profile[post]];
      }
      couriers.state[post] = COURIER.working;
    }
    let onDuty = 0;
    for (let p = 0; p < platforms.count; p++) {
      platforms.nOnDuty[p] = 0;
      if (platforms.status[p] !== PLATFORM_STATUS.active) continue;
      const n = platforms.nCouriers[p];
      const nLines = platforms.nLines[p];
      let nUp = 0;
      for (let line = platforms.firstLine[p]; line < platforms.firstLine[p] + nLines; line++)
        if (lines.state[line] === LINE.up) nUp++;
      const staff = (nUp * n) / nLines;
      const before = Math.floor(platforms.shiftSum[p]);
      platforms.shiftSum[p] += Math.min(staff, staff * platforms.dutyShare[p] * tempo.dayFactor[today]);
      const planned = Math.min(staff, Math.floor(platforms.shiftSum[p]) - before);
      let filled = 0;
      let turn = platforms.nextOnShift[p];
      for (let tried = 0; tried < n && filled < planned; tried++) {
        // Turns alternate between lines: turn t is post ⌊t / lines⌋ of line t mod lines.
        const post = platforms.firstCourier[p] + (turn % nLines) * (n / nLines) + Math.floor(turn / nLines);
        turn = (turn + 1) % n;
        if (couriers.state[post] !== COURIER.working || lines.state[couriers.line[post]] !== LINE.up) continue;
        couriers.isOn[post] = 1;
        couriers.zone[post] = platforms.homeZone[p];
        filled++;
      }
      platforms.nextOnShift[p] = turn;
      platforms.nOnDuty[p] = filled;
      onDuty += filled;
    }
    addDaily(record, DAILY.couriers_on_duty, clock.reportedDay, onDuty);
  };

  /** Whether a newly hired person has a record: a released one where there is one and the draw says so, else by share. */
  function recordOfNew(post: number, person: number): number {
    const home = city.zoneCity[platforms.homeZone[couriers.platform[post]]];
    if (custody.pool[home] > 0 && draw(fate, post, -2 * person) < reoffending) {
      custody.pool[home]--;
      return 1;
    }
    return draw(fate, post, -2 * person - 1) < recordShare ? 1 : 0;
  }
};
