// Rebirth, weekly: dark platforms lose their client files, and some come back.
import { threefry, uniform } from '../../random/threefry.ts';
import { createOpening } from '../acts/back-in-business.ts';
import { isManagerFree } from '../acts/charge.ts';
import { isLed } from '../acts/takedown.ts';
import { PLATFORM_STATUS } from '../entities/platforms.ts';
import type { Phase } from '../kernel/phase.ts';
import type { World } from '../world.ts';

export const rebirth: Phase = (world, clock) => {
  const { platforms, scenario } = world;
  const { k0, k1 } = world.streams.rebirth;
  const isOn = scenario.mechanisms.rebirth;
  const { file_decay_per_week: decay, rented_decay_per_week: rentedDecay } = scenario.rebirth;
  const { open, launch, forget } = createOpening(world, clock);

  return () => {
    if (!isOn) return;
    const week = Math.floor(clock.day / 7);
    for (let p = 0; p < platforms.count; p++) {
      if (platforms.status[p] !== PLATFORM_STATUS.dark) continue;
      // A file is rented while its manager is held.
      const isRented = platforms.isRented[p] === 1 && !isManagerFree(platforms, p, clock.day);
      platforms.fileLeft[p] *= 1 - (isRented ? rentedDecay : decay);
      const hazard = hazardOfRebirth(
        scenario.rebirth,
        platforms.fileLeft[p] > 0,
        isLed(world, p, clock.day),
        platforms.brand[p],
        (clock.day - platforms.darkSince[p]) / 7,
      );
      // Customers, whose draws here are about what they forget, are keyed by their number.
      if (uniform(threefry(k0, k1, platforms.key[p], week)) >= -Math.expm1(-hazard)) continue;
      forget(p, platforms.fileLeft[p], 'rebirth');
      open(p);
      if (platforms.fileLeft[p] === 0) launch(p, 'rebirth');
      platforms.fileLeft[p] = 1;
      platforms.isRented[p] = 0;
    }
  };
};

/** Hazard at which a platform dark for `weeks` comes back, per week. */
export const hazardOfRebirth = (
  rebirth: World['scenario']['rebirth'],
  hasFile: boolean,
  isLed: boolean,
  brand: number,
  weeks: number,
): number =>
  rebirth.hazard_per_week *
  Math.exp(
    (hasFile ? rebirth.file_weight : 0) +
      (isLed ? rebirth.manager_weight : 0) +
      rebirth.brand_weight * brand -
      rebirth.fading_per_week * weeks,
  );
