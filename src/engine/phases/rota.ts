// Rota: who is on shift today, and couriers back from custody or newly hired. Shifts follow the weekday's demand.
import { draw } from '../../random/streams.ts';
import { COURIER } from '../columns/couriers.ts';
import { addDaily, DAILY } from '../daily.ts';
import { stopFactorOf } from '../profile.ts';
import type { Phase } from './phase.ts';

/**
 * A platform plans n·duty·S(weekday) shifts a day, at most n; the fractions add up over days, so that the mean is kept,
 * and the turn goes round its posts, lines alternating.
 */
export const rota: Phase = (world, clock) => {
  const { platforms, couriers, ledger, record, tempo, scenario } = world;
  const key = world.streams['courier-traits'];

  return () => {
    const today = clock.day;
    for (let post = 0; post < couriers.count; post++) {
      couriers.isOn[post] = 0;
      const state = couriers.state[post];
      if (state === COURIER.working || couriers.untilDay[post] > today) continue;
      if (state === COURIER.vacant) {
        const person = couriers.nPersons[post]++;
        ledger.couriersHired++;
        couriers.stopFactor[post] =
          couriers.modeFactor[post] * stopFactorOf(scenario.couriers, draw(key, post, person));
      }
      couriers.state[post] = COURIER.working;
    }
    let onDuty = 0;
    for (let p = 0; p < platforms.count; p++) {
      const n = platforms.nCouriers[p];
      const nLines = platforms.nLines[p];
      const before = Math.floor(platforms.shiftSum[p]);
      platforms.shiftSum[p] += Math.min(n, n * platforms.dutyShare[p] * tempo.dayFactor[today]);
      const planned = Math.min(n, Math.floor(platforms.shiftSum[p]) - before);
      let filled = 0;
      let turn = platforms.nextOnShift[p];
      for (let tried = 0; tried < n && filled < planned; tried++) {
        // Turns alternate between lines: turn t is post ⌊t / lines⌋ of line t mod lines.
        const post = platforms.firstCourier[p] + (turn % nLines) * (n / nLines) + Math.floor(turn / nLines);
        turn = (turn + 1) % n;
        if (couriers.state[post] !== COURIER.working) continue;
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
};
