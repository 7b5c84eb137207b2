// Job placement, daily: couriers placed in a legal job leave the trade more often; others are hired for their posts.
import { field } from '../../fields/field.ts';
import { eur, real } from '../../fields/kinds.ts';
import { draw } from '../../random/streams.ts';
import { cents, DAYS_PER_YEAR } from '../../units.ts';
import { createVacate, type VacancyNeeds } from '../acts/arrest.ts';
import { type DesistanceNeeds, desistancePerYear } from '../acts/desistance.ts';
import type { Accounts } from '../entities/accounts.ts';
import { COURIER, type Couriers } from '../entities/couriers.ts';
import { PRIOR_CLASSES } from '../entities/custody.ts';
import type { Effort } from '../entities/effort.ts';
import { PLATFORM_STATUS, type Platforms } from '../entities/platforms.ts';
import type { Clock } from '../kernel/clock.ts';
import { dailyCounts, mechanism, type Own } from '../kernel/part.ts';
import { add } from '../kernel/record.ts';

const submodel = {
  section: '5',
  text: 'Couriers with a legal job leave the trade at (factor − 1) × the rate of desistance, beyond the desistance that all have.',
  grade: 'S direction, A size',
  source: 'MODEL 5, legal-job placement',
};

const fields = {
  couriers: {
    placement_factor: field(real(1, 100).default(2), {
      text: 'Rate at which a courier who has been given a legal job gives up the trade, relative to other couriers.',
      unit: 'relative',
      plausible: '1-4',
      grade: 'S direction, A size',
      source: 'MODEL 5, legal-job placement',
    }),
    placement_eur_per_day: field(eur(100_000).default(25), {
      text: 'Cost of a legal job for one courier.',
      unit: 'EUR/day',
      plausible: '10-60',
      grade: 'A',
      source: 'MODEL 5; assumption, about 9,000 EUR a year',
    }),
  },
};

const streams = ['job-placement'] as const;

const counts = dailyCounts({
  couriers_placed: { text: 'Couriers with a legal job.', unit: 'person-days' },
  couriers_to_jobs: { text: 'Couriers who leave the trade for a legal job.', unit: 'persons' },
});

type Needs = Own<{ fields: typeof fields; streams: typeof streams; counts: typeof counts }> &
  Pick<DesistanceNeeds, 'scenario'> &
  VacancyNeeds & {
    clock: Clock;
    couriers: Pick<Couriers, 'count' | 'platform' | 'key' | 'nPersons' | 'priors'>;
    platforms: Pick<Platforms, 'status'>;
    effort: Pick<Effort, 'placementCents'>;
    accounts: Pick<Accounts, 'waste'>;
  };

/** Event number of a person's rank in 'job-placement', by post; numbers from 0 are days of the run. */
const rankOf = (person: number): number => -1 - person;

/**
 * Money pays for jobs, which go to couriers by a rank drawn once per person: those placed at a low dose are also placed
 * at a higher one. A placed courier leaves at an extra rate of (factor − 1) × desistance a year, lower with priors. This
 * is on top of the desistance that all couriers have and that hiring makes up for.
 */
const run = (world: Needs): (() => void) => {
  const { clock, counts, couriers, platforms, effort, accounts, scenario } = world;
  const key = world.streams['job-placement'];
  const vacate = createVacate(world);
  const { placement_factor, placement_eur_per_day } = scenario.couriers;
  const centsPerJob = cents(placement_eur_per_day);
  const pLeave = desistancePerYear(scenario.justice).map((perYear) =>
    scenario.mechanisms.desistance ? -Math.expm1((-perYear * (placement_factor - 1)) / DAYS_PER_YEAR) : 0,
  );
  const isAtWork = (post: number): boolean =>
    couriers.state[post] === COURIER.working && platforms.status[couriers.platform[post]] === PLATFORM_STATUS.active;

  return () => {
    const paid = effort.placementCents[0];
    if (paid === 0) return;
    const today = clock.day;
    let nAtWork = 0;
    for (let post = 0; post < couriers.count; post++) if (isAtWork(post)) nAtWork++;
    accounts.waste('placementCents', 0, 'nobody', Math.max(0, paid - nAtWork * centsPerJob));
    const share = paid / centsPerJob / nAtWork;
    let nPlaced = 0;
    for (let post = 0; post < couriers.count; post++) {
      const entity = couriers.key[post];
      if (!isAtWork(post) || draw(key, entity, rankOf(couriers.nPersons[post])) >= share) continue;
      nPlaced++;
      const p = pLeave[Math.min(couriers.priors[post], PRIOR_CLASSES)];
      if (p === 0 || draw(key, entity, today) >= p) continue;
      vacate(post);
      add(counts.couriers_to_jobs, clock.reportedDay, 1);
    }
    add(counts.couriers_placed, clock.reportedDay, nPlaced);
  };
};

export const jobPlacement = mechanism({
  submodel,
  fields,
  streams,
  counts,
  phases: {
    'job-placement': { when: 'day', text: 'Couriers with a legal job leave the trade more often.', run },
  },
});
