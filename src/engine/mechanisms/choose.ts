// Choose, each tick: updates what customers know and how they perceive risk, then chooses a seller or none.

import { toggle } from '../../fields/kinds.ts';
import { threefry, uniform } from '../../random/threefry.ts';
import { MIN_PER_DAY } from '../../units.ts';
import { type ChooserNeeds, createChooser } from '../acts/chooser.ts';
import { forgetKnown } from '../acts/known-platforms.ts';
import { fadingOf, fearPlace, type NewsStreams, type PerceivedRiskNeeds } from '../acts/perceived-risk.ts';
import { F32, F32_STRIDE, NO_SITE, U8, U8_STRIDE, U16, U16_STRIDE } from '../entities/customers.ts';
import type { Occasions } from '../entities/occasions.ts';
import type { Platforms } from '../entities/platforms.ts';
import type { Sites } from '../entities/sites.ts';
import { eventOfDay } from '../kernel/clock.ts';
import { mechanism, type Own } from '../kernel/part.ts';

const submodel = {
  section: '4',
  text: 'A nested logit over sites, platforms, other sources and nothing, as one argmax with keyed noise (McFadden 1978; Cardell 1997).',
  grade: 'V',
  source: 'MODEL 4, choose',
};

const switches = {
  forgetting: toggle('Customers forget platforms.', 'A', 'MODEL 4, learn', { inPilot: true }),
};

type Needs = Own<{ switches: typeof switches }> &
  ChooserNeeds &
  PerceivedRiskNeeds &
  NewsStreams & {
    occasions: Pick<Occasions, 'count'>;
    platforms: Pick<Platforms, 'darkFrom'>;
    sites: Pick<Sites, 'lastOperation'>;
  };

const run = (world: Needs): (() => void) => {
  const { clock, customers, occasions, platforms, sites, scenario } = world;
  const { f32, u16, u8 } = customers;
  const { lastOperation } = sites;
  const pick = createChooser(world);
  const forgets = scenario.mechanisms.forgetting;
  const fears = scenario.mechanisms.perceived_risk;
  const decayPerMin = fadingOf(scenario.risk, MIN_PER_DAY);
  const visitorDays = scenario.risk.visitor_days;
  const { visitor_rise: rise, general_rise: generalRise, news_reach: reach } = scenario.risk;
  const { k0, k1 } = world.streams.news;

  return () => {
    const n = occasions.count;
    const today = clock.day;
    for (let i = 0; i < n; i++) {
      const customer = occasions.customer[i];
      const minute = occasions.minute[i];
      const at32 = customer * F32_STRIDE;
      const at16 = customer * U16_STRIDE;

      if (forgets && u8[customer * U8_STRIDE + U8.nKnown] > 0) forgetKnown(customers, platforms, customer, today);
      if (fears) {
        const risk = f32[at32 + F32.siteRisk];
        const deliveryRisk = f32[at32 + F32.deliveryRisk];
        const placeRisk = f32[at32 + F32.placeRisk];
        if (risk > 0 || deliveryRisk > 0 || placeRisk > 0) {
          const kept = Math.exp(-decayPerMin * (minute - f32[at32 + F32.riskMinute]));
          f32[at32 + F32.siteRisk] = risk * kept;
          f32[at32 + F32.deliveryRisk] = deliveryRisk * kept;
          f32[at32 + F32.placeRisk] = placeRisk * kept;
        }
        f32[at32 + F32.riskMinute] = minute;
        const place = u16[at16 + U16.lastSite];
        if (place !== NO_SITE) {
          const visited = u16[at16 + U16.lastSiteDay];
          const operated = lastOperation[place];
          if (operated > visited * MIN_PER_DAY && operated < minute) {
            const day = Math.floor(operated / MIN_PER_DAY);
            // Who hears of the operations of a day hears of them in every arm and at every larger reach.
            if (day - visited <= visitorDays && uniform(threefry(k0, k1, customer, eventOfDay(day))) < reach) {
              const left = Math.exp(-decayPerMin * (minute - operated));
              fearPlace(customers, customer, place, rise * left, generalRise * left);
            }
            u16[at16 + U16.lastSite] = NO_SITE;
          } else if (today - visited > visitorDays) u16[at16 + U16.lastSite] = NO_SITE;
        }
      }
      pick(i);
    }
  };
};

export const choose = mechanism({
  submodel,
  switches,
  phases: {
    choose: { when: 'tick', text: 'Each customer chooses a site, a platform, another source, or nothing.', run },
  },
});
