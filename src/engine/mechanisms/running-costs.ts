// Running costs, weekly: what a platform costs whether it sells or not, and what platforms earned in the week.
import { toggle } from '../../fields/kinds.ts';
import { DAYS_PER_WEEK } from '../../units.ts';
import { bookWeek, type ProfitNeeds } from '../acts/profit.ts';
import { PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Ledger } from '../kernel/ledger.ts';
import { mechanism } from '../kernel/part.ts';

const COST = 'MODEL 6, cost and cash';

const submodel = {
  section: '6',
  text: "A platform bears its manager's reservation pay and a cost for each line whether it sells or not.",
  grade: 'A',
  source: COST,
};

const switches = {
  running_costs: toggle('Platforms bear costs whether they sell or not.', 'S direction, A size', COST),
};

type Needs = ProfitNeeds & {
  clock: Clock;
  platforms: Pick<Platforms, 'cashCents'>;
  ledger: Pick<Ledger, 'outsideCents'>;
};

const run = (world: Needs): (() => void) => {
  const { clock, platforms, ledger } = world;
  return () => {
    if (clock.day === 0) return;
    bookWeek(world, clock.day / DAYS_PER_WEEK - 1);
    for (let p = 0; p < platforms.count; p++) {
      platforms.marginCents[p] = 0;
      if (platforms.status[p] !== PLATFORM_STATUS.active) continue;
      const cost = DAYS_PER_WEEK * platforms.fixedCentsPerDay[p];
      platforms.cashCents[p] -= cost;
      ledger.outsideCents += cost;
    }
  };
};

export const runningCosts = mechanism({
  submodel,
  switches,
  phases: {
    'running-costs': { when: 'week', text: 'Platforms bear the costs of the week behind.', run },
  },
});
