// The factor that an arm's shocks put on a quantity today.
import type { Shock } from '../entities/shocks.ts';
import type { Clock } from '../kernel/clock.ts';

/** A shock that lasts. */
type Lasting = Exclude<Shock, { kind: 'platforms-felled' }>;

export interface ShockNeeds {
  clock: Pick<Clock, 'reportedDay'>;
  shocks: readonly Shock[];
}

/** A function that gives the product of the factors of all shocks of a kind that last today; exactly 1 without any. */
export function createShockFactor({ clock, shocks }: ShockNeeds, kind: Lasting['kind']): () => number {
  const own = shocks.filter((shock): shock is Lasting => shock.kind === kind);
  return () => {
    let factor = 1;
    for (const shock of own) {
      if (clock.reportedDay < shock.from_day || (shock.to_day !== null && clock.reportedDay >= shock.to_day)) continue;
      factor *= shock.factor;
    }
    return factor;
  };
}
