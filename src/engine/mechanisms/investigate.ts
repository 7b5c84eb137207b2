// Investigate, weekly: officers' hours on a line become knowledge of it, and knowledge a takedown.
import { poissonQuantile } from '../../random/poisson.ts';
import { draw } from '../../random/streams.ts';
import { threefry, uniform } from '../../random/threefry.ts';
import { DAYS_PER_YEAR, MIN_PER_H } from '../../units.ts';
import { createMeanArrests, createTakedown } from '../acts/takedown.ts';
import { addDaily, DAILY } from '../daily.ts';
import { COURIER } from '../entities/couriers.ts';
import { LINE } from '../entities/platforms.ts';
import type { Phase } from '../kernel/phase.ts';
import type { World } from '../world.ts';

const WEEKS_PER_YEAR = DAYS_PER_YEAR / 7;

/**
 * K ← 0.97·K + H^0.75·X^0.5·(1 + 0.5·tips), H the officer-hours on the line in the week behind, and takedown with
 * probability 1 − exp(−(K ÷ 820)²) of lines worked on. Tips come from the couriers at work, more from the indiscreet.
 * Sister lines learn of each other by the platform's leakage. Draws are keyed by (line, week).
 */
export const investigate: Phase = (world, clock) => {
  const { platforms, lines, accounts, record, scenario } = world;
  const { investigation } = scenario;
  const { k0, k1 } = world.streams.investigation;
  const { k0: tips0, k1: tips1 } = world.streams.tips;
  const isOn = scenario.mechanisms.investigation;
  const hasTips = scenario.mechanisms.tips && investigation.tips_per_courier_year > 0;
  const exposureOf = [1, investigation.exposure_part, investigation.exposure_remote];
  const takeDown = createTakedown(world, clock);
  const meanArrests = createMeanArrests(world);
  const tipsPerWeek = createTipsPerWeek(world);
  const gain = new Float64Array(lines.count);

  return () => {
    const week = Math.floor(clock.day / 7);
    const financeMin = world.financeMin;
    world.financeMin = 0;
    gain.fill(0);
    let isAny = false;
    let nTakedowns = 0;
    for (let line = 0; line < lines.count; line++) {
      lines.knowledge[line] *= investigation.kept_per_week;
      if (!isWorked(line)) {
        accounts.waste('investigationMin', line, 'below_dose');
        accounts.waste('holderMin', line, 'below_dose');
        continue;
      }
      isAny = true;
      const hours = (lines.workedMin[line] + lines.holderMin[line]) / MIN_PER_H;
      gain[line] = power(hours, investigation.hours_exponent) * power(exposure(line), investigation.exposure_exponent);
      if (!hasTips) continue;
      const tips = poissonQuantile(tipsPerWeek(line), uniform(threefry(tips0, tips1, lines.key[line], week)));
      gain[line] *= 1 + investigation.tip_bonus * tips;
    }
    if (isAny) {
      for (let line = 0; line < lines.count; line++) if (gain[line] > 0) learn(line);
      for (let line = 0; line < lines.count; line++) {
        if (!isWorked(line) || lines.state[line] === LINE.fallen) continue;
        const relative = lines.knowledge[line] / investigation.scale_h;
        const pTakedown = -Math.expm1(-relative * relative);
        const isHolderArrest = lines.holderMin[line] > lines.workedMin[line];
        const expected = pTakedown * meanArrests(line, isHolderArrest);
        addDaily(record, DAILY.arrests_couriers_expected, clock.reportedDay, expected);
        if (uniform(threefry(k0, k1, lines.key[line], week)) >= pTakedown) continue;
        takeDown(line, isHolderArrest, financeMin);
        nTakedowns++;
      }
    }
    if (nTakedowns === 0) accounts.waste('financeMin', 0, 'no_takedown');
    accounts.closeWeek();
    lines.workedMin.fill(0);
    lines.undercoverMin.fill(0);
    lines.holderMin.fill(0);
  };

  /** Whether the hours of the week reach what it takes, on a line that has not fallen. */
  function isWorked(line: number): boolean {
    const hours = (lines.workedMin[line] + lines.holderMin[line]) / MIN_PER_H;
    return isOn && hours > 0 && hours >= investigation.least_hours_per_week && lines.state[line] !== LINE.fallen;
  }

  function exposure(line: number): number {
    const p = lines.platform[line];
    let x = (lines.recentOrders[line] / investigation.reference_orders_per_day) * exposureOf[platforms.manager[p]];
    if (platforms.isOpenChannel[p] === 1) {
      x *= investigation.open_channel_factor;
      const undercover = lines.undercoverMin[line] / (lines.workedMin[line] + lines.holderMin[line]);
      x *= 1 + (investigation.undercover_factor - 1) * undercover;
    }
    return x;
  }

  function learn(line: number): void {
    const p = lines.platform[line];
    for (let l = platforms.firstLine[p]; l < platforms.firstLine[p] + platforms.nLines[p]; l++) {
      if (l === line) lines.knowledge[l] += gain[line];
      else if (lines.state[l] !== LINE.fallen) lines.knowledge[l] += platforms.leakage[p] * gain[line];
    }
  }
};

/**
 * Tips expected on a line in a week: at the rate of the scenario for each of its couriers at work on average, which a share
 * of indiscreet ones exceed by a factor. Who is indiscreet is drawn once for each person.
 */
function createTipsPerWeek({ couriers, platforms, lines, scenario, streams }: World): (line: number) => number {
  const { indiscreet_share: share, indiscreet_factor: factor, tips_per_courier_year } = scenario.investigation;
  const discreetPerWeek = tips_per_courier_year / WEEKS_PER_YEAR / (1 + share * (factor - 1));
  return (line) => {
    const p = lines.platform[line];
    let mean = 0;
    for (let post = platforms.firstCourier[p]; post < platforms.firstCourier[p] + platforms.nCouriers[p]; post++) {
      if (couriers.line[post] !== line || couriers.state[post] !== COURIER.working) continue;
      const isIndiscreet = draw(streams.indiscretion, couriers.key[post], couriers.nPersons[post]) < share;
      mean += isIndiscreet ? factor * discreetPerWeek : discreetPerWeek;
    }
    return mean;
  };
}

/** x^exponent for x ≥ 0. */
const power = (x: number, exponent: number): number =>
  x > 0 ? Math.exp(exponent * Math.log(x)) : exponent === 0 ? 1 : 0;
