// What product costs sellers today.
import { cents, milligrams } from '../../units.ts';
import { createShockFactor, type ShockNeeds } from './shock-factor.ts';

/** A function that gives what product costs today, cents per mg, from its cost without shocks in EUR per g. */
export function createProductCost(world: ShockNeeds, eurPerG: number): () => number {
  const centsPerMg = cents(eurPerG) / milligrams(1);
  const factor = createShockFactor(world, 'product-cost');
  return () => centsPerMg * factor();
}
