// Visit, each tick: those who chose a site queue there; at a closed site or a long queue they choose again without it.

import type { City } from '../../city/city.ts';
import { threefry, uniform } from '../../random/threefry.ts';
import { cents, costCents, RECENT_WEIGHT } from '../../units.ts';
import { type ChooserNeeds, createChooser } from '../acts/chooser.ts';
import { createTellVisitors, type TellVisitorsNeeds } from '../acts/own-site.ts';
import type { Prices } from '../acts/prices.ts';
import { createShockFactor, type ShockNeeds } from '../acts/shock-factor.ts';
import { CHOICE, eventOfOccasion, FATE, type Occasions } from '../entities/occasions.ts';
import type { Sites, SitesGiven } from '../entities/sites.ts';
import type { Zones } from '../entities/zones.ts';
import type { Ledger } from '../kernel/ledger.ts';
import { mechanism, type Own } from '../kernel/part.ts';
import { PRODUCT } from '../kernel/record.ts';

const submodel = {
  section: '4',
  text: 'Visitors queue by minute; who finds the site shut or the queue too long chooses again without it.',
  grade: 'A',
  source: 'MODEL 4, sites',
};

const streams = ['direct-drop'] as const;

type Needs = Own<{ streams: typeof streams }> &
  ChooserNeeds &
  TellVisitorsNeeds &
  ShockNeeds & {
    scenario: SitesGiven;
    city: Pick<City, 'zoneCity'>;
    prices: Pick<Prices, 'siteCents'>;
    occasions: Pick<Occasions, 'count' | 'attempt' | 'isTurnedAway' | 'waitMin'>;
    sites: Pick<
      Sites,
      | 'zone'
      | 'disruptedFrom'
      | 'disruptedUntil'
      | 'freeAt'
      | 'hasSecond'
      | 'recentSales'
      | 'cashCents'
      | 'takingsCents'
    >;
    zones: Pick<Zones, 'visitDrop'>;
    ledger: Pick<Ledger, 'outsideCents'>;
  };

const run = (world: Needs): (() => void) => {
  const { occasions, sites, zones, ledger, scenario } = world;
  const { k0, k1 } = world.streams['direct-drop'];
  const { disruptedFrom, disruptedUntil, freeAt, hasSecond, recentSales, cashCents, takingsCents } = sites;
  const pickAgain = createChooser(world);
  const tellVisitor = createTellVisitors(world);
  const serviceMin = 10 / scenario.sites.served_per_10_min;
  const patienceMin = scenario.sites.patience_min;
  const { siteCents } = world.prices;
  const { zoneCity } = world.city;
  const costCentsPerG = cents(scenario.sites.product_cost_eur_per_g);
  const costFactor = createShockFactor(world, 'product-cost');
  const otherCents = cents(scenario.sites.other_cost_eur);

  return () => {
    const n = occasions.count;
    for (let i = 0; i < n; i++) {
      const minute = occasions.minute[i];
      while (occasions.choice[i] === CHOICE.site && occasions.fate[i] === FATE.pending) {
        const place = occasions.seller[i];
        const drop = zones.visitDrop[sites.zone[place]];
        if (drop > 0 && staysAway(i, drop)) {
          occasions.choice[i] = CHOICE.none;
          occasions.fate[i] = FATE.none;
          // It does not come back either, even if another site was closed before.
          occasions.isDisturbed[i] = 0;
          break;
        }
        const queueMin = freeAt[place] > minute ? freeAt[place] - minute : 0;
        if ((minute >= disruptedFrom[place] && minute < disruptedUntil[place]) || queueMin > patienceMin) {
          occasions.refused[i] |= 1 << occasions.slot[i];
          occasions.isDisturbed[i] = 1;
          occasions.isTurnedAway[i] = 1;
          pickAgain(i);
          continue;
        }
        tellVisitor(place, occasions.customer[i]);
        freeAt[place] = minute + queueMin + serviceMin;
        recentSales[place] += RECENT_WEIGHT;
        occasions.waitMin[i] = queueMin;
        occasions.fate[i] = FATE.fulfilled;
        if (occasions.product[i] === PRODUCT.unknown || hasSecond[place] === 0) occasions.product[i] = PRODUCT.main;
        const paid = costCents(occasions.amountMg[i], siteCents[zoneCity[sites.zone[place]]]);
        const cost = costCents(occasions.amountMg[i], costCentsPerG * costFactor()) + otherCents;
        cashCents[place] += paid - cost;
        takingsCents[place] += paid;
        ledger.outsideCents -= paid - cost;
      }
    }
  };

  /** Whether a visit does not take place: those dropped at a small share are also dropped at a larger one. */
  function staysAway(i: number, drop: number): boolean {
    return uniform(threefry(k0, k1, occasions.customer[i], eventOfOccasion(occasions, i))) < drop;
  }
};

export const visit = mechanism({
  submodel,
  streams,
  phases: {
    visit: { when: 'tick', text: 'Visitors queue at sites; who finds none or a long queue chooses again.', run },
  },
});
