// Withdrawals, weekly: managers take out of an organisation's cash what exceeds so many months' takings.
import { field } from '../../fields/field.ts';
import { real, toggle } from '../../fields/kinds.ts';
import { DAYS_PER_MEAN_MONTH } from '../../units.ts';
import { type CompaniesNeeds, createLaundering } from '../acts/companies.ts';
import { DAYS_AT_END, type Organisations, TAKINGS_KEPT } from '../acts/opening-cash.ts';
import { PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import type { Sites } from '../entities/sites.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Ledger } from '../kernel/ledger.ts';
import { mechanism, type Own } from '../kernel/part.ts';

const CASH = 'MODEL 6, cost and cash';

const submodel = {
  section: '6',
  text: "At the end of a week the cash of a site or a platform that sells is cut to a month's takings; the rest leaves it.",
  grade: 'A',
  source: CASH,
};

const fields = {
  cash: {
    kept_months: field(real(0, 1e6).default(1), {
      text: "Most cash that an organisation keeps over the end of a week, in months' takings of about the last four weeks.",
      unit: 'months',
      plausible: '0.5-2',
      grade: 'A',
      source: `${CASH}; assumption`,
    }),
  },
};

const switches = {
  withdrawals: toggle('Managers take out cash beyond what an organisation keeps.', 'A', CASH),
};

type Needs = Own<{ fields: typeof fields; switches: typeof switches }> &
  CompaniesNeeds & {
    clock: Clock;
    sites: Pick<Sites, 'nPlaces' | 'isOpen' | 'cashCents' | 'takingsCents'>;
    platforms: Pick<Platforms, 'count' | 'status' | 'cashCents' | 'takingsCents' | 'withdrawnCents'>;
    ledger: Pick<Ledger, 'outsideCents'>;
  };

/** Who does not sell keeps what there is, and its takings are remembered as they were. */
const run = (world: Needs): (() => void) => {
  const { clock, sites, platforms, ledger, scenario } = world;
  const launder = createLaundering(world);
  const isOn = scenario.mechanisms.withdrawals;
  const keptShare = (scenario.cash.kept_months * DAYS_PER_MEAN_MONTH) / DAYS_AT_END;

  return () => {
    if (clock.day === 0) return;
    for (let place = 0; place < sites.nPlaces; place++) if (sites.isOpen[place] === 1) endWeek(sites, place);
    for (let p = 0; p < platforms.count; p++) {
      if (platforms.status[p] !== PLATFORM_STATUS.active) continue;
      const taken = endWeek(platforms, p);
      platforms.withdrawnCents[p] = platforms.withdrawnCents[p] * TAKINGS_KEPT + taken - launder(p, taken);
    }
  };

  /** Takes out what is too much, and returns it, cents. */
  function endWeek({ cashCents, takingsCents }: Organisations, at: number): number {
    const excess = isOn ? Math.max(0, cashCents[at] - Math.round(keptShare * takingsCents[at])) : 0;
    takingsCents[at] *= TAKINGS_KEPT;
    cashCents[at] -= excess;
    ledger.outsideCents += excess;
    return excess;
  }
};

export const withdraw = mechanism({
  submodel,
  fields,
  switches,
  phases: {
    withdraw: { when: 'week', text: "Managers take out cash beyond a month's takings.", run },
  },
});
