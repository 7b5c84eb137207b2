// Learn, each tick: purchases change loyalty, habit and expectations; sometimes a neighbour learns of the platform.
// Loyalty stock: Guadagni & Little (1983), Marketing Science 2(3):203-238.

import { field } from '../../fields/field.ts';
import { real, share, toggle, whole } from '../../fields/kinds.ts';
import type { Streams } from '../../random/streams.ts';
import { threefry, uniform, word1 } from '../../random/threefry.ts';
import { createHearOf, drawForgetDay, type HearOfNeeds, slotOf } from '../acts/known-platforms.ts';
import { buysOn } from '../acts/own-rate.ts';
import type { Customers } from '../entities/customers.ts';
import { F32, F32_STRIDE, NO_PLATFORM, U8, U8_STRIDE, U16, U16_STRIDE } from '../entities/customers.ts';
import { CHOICE, eventOfOccasion, FATE, type Occasions } from '../entities/occasions.ts';
import type { Platforms } from '../entities/platforms.ts';
import type { Clock } from '../kernel/clock.ts';
import { mechanism, type Own } from '../kernel/part.ts';

const submodel = {
  section: '4',
  text: 'Loyalty and habit move by a share of each purchase (Guadagni & Little 1983), expectations by smoothing; a client tells a neighbour now and then.',
  grade: 'V direction, A size',
  source: 'MODEL 4, learn',
};

const sections = {
  learning: { text: 'What customers learn from a purchase, tell others, and look for.' },
};

const fields = {
  learning: {
    loyalty_rate: field(share().default(0.15), {
      symbol: 'δ',
      text: 'Share of the way by which one purchase moves loyalty, up for its seller and down for others.',
      unit: 'share',
      grade: 'A',
      source: 'MODEL 4, learn; assumption',
    }),
    loyalty_max: field(real(0, 20).default(1.5), {
      text: 'Ceiling of a loyalty stock.',
      unit: '',
      grade: 'A',
      source: 'MODEL 4, learn; assumption',
    }),
    quality_weight_per_point: field(real(0, 1).default(0.03), {
      text: 'Loyalty gained per point of purity above the expected.',
      unit: 'per point',
      grade: 'A',
      source: 'MODEL 4, learn; assumption',
    }),
    late_penalty: field(real(0, 10).default(0.3), {
      text: 'Loyalty lost by a late delivery.',
      unit: '',
      grade: 'A',
      source: 'MODEL 4, learn; assumption',
    }),
    gift_bonus: field(real(0, 10).default(0.3), {
      text: 'Loyalty gained by a gift.',
      unit: '',
      grade: 'S direction, A size',
      source: `MODEL 4, learn; founding article 2024`,
    }),
    smoothing: field(share().default(0.2), {
      symbol: 's',
      text: 'Weight of the newest delivery in expected purity and wait.',
      unit: 'share',
      grade: 'A',
      source: 'MODEL 4, learn; assumption',
    }),
    referral_probability: field(share().default(0.018), {
      symbol: 'ζ',
      text: 'Probability that a delivery makes a neighbour know the platform; with search it balances forgetting.',
      unit: 'probability',
      plausible: '0.01-0.04',
      grade: 'A',
      source: 'MODEL 4, learn; assumption',
    }),
    neighbours_asked: field(whole(1, 7).default(4), {
      text: 'Neighbours of the same class whom a client asks in turn, until one does not know the platform yet.',
      unit: 'persons',
      plausible: '1-7',
      grade: 'A',
      source: 'MODEL 4, learn; assumption',
    }),
  },
};

const switches = {
  learning: toggle(
    'Customers learn the quality and the waits of those they buy from, and grow loyal to platforms and used to sites.',
    'V direction, A size',
    'MODEL 4, learn',
    { inPilot: true },
  ),
  referral: toggle('Customers tell neighbours of a platform.', 'A', 'MODEL 4, learn', { inPilot: true }),
};

const streams = ['referral'] as const;

type Needs = Own<{ fields: typeof fields; switches: typeof switches; streams: typeof streams }> &
  HearOfNeeds & {
    streams: Streams<'known-lifetime'>;
    clock: Clock;
    occasions: Pick<
      Occasions,
      'count' | 'fate' | 'customer' | 'candidate' | 'attempt' | 'choice' | 'seller' | 'waitMin' | 'isLate' | 'isGifted'
    >;
    customers: Pick<Customers, 'firstOfBlock' | 'firstDormantOfBlock'>;
    platforms: Pick<Platforms, 'churnPerDay' | 'lateGiftMg' | 'purchases' | 'loyaltyAtPurchases'>;
  };

const run = (world: Needs): (() => void) => {
  const { clock, occasions, customers, platforms, scenario } = world;
  const { f32, u8, u16, firstOfBlock, firstDormantOfBlock } = customers;
  const { purchases, loyaltyAtPurchases } = platforms;
  const { k0, k1 } = world.streams.referral;
  const life = world.streams['known-lifetime'];
  const learning = scenario.learning;
  const { loyalty_rate: rate, loyalty_max: most, smoothing, referral_probability: referral } = learning;
  const gift = learning.gift_bonus;
  const { quality_weight_per_point: quality, late_penalty: late } = learning;
  const learns = scenario.mechanisms.learning;
  const refers = scenario.mechanisms.referral && referral > 0;
  const hearOf = createHearOf(world);

  /** Makes a platform known to a neighbour of the same zone and class who does not know it, if a few tries find one. */
  const tell = (customer: number, platform: number, event: number, firstWord: number): void => {
    const block = u16[customer * U16_STRIDE + U16.zone] * 3 + u8[customer * U8_STRIDE + U8.income];
    const first = firstOfBlock[block];
    const nFounders = firstOfBlock[block + 1] - first;
    const size = nFounders + firstDormantOfBlock[block + 1] - firstDormantOfBlock[block];
    const forgetDay = drawForgetDay(clock.day, platforms.churnPerDay[platform], life, customer, event);
    let word = firstWord;
    for (let trial = 1; trial <= learning.neighbours_asked; trial++) {
      const at = Math.floor(uniform(word) * size);
      const neighbour = at < nFounders ? first + at : firstDormantOfBlock[block] + at - nFounders;
      if (buysOn(customers, neighbour, clock.day) && hearOf(neighbour, platform, forgetDay)) return;
      word = threefry(k0, k1, customer, event + (trial << 28));
    }
  };

  return () => {
    const n = occasions.count;
    for (let i = 0; i < n; i++) {
      if (occasions.fate[i] !== FATE.fulfilled) continue;
      const customer = occasions.customer[i];
      const at32 = customer * F32_STRIDE;
      const at16 = customer * U16_STRIDE;
      const choice = occasions.choice[i];
      if (choice === CHOICE.site) {
        u16[at16 + U16.lastSite] = occasions.seller[i];
        u16[at16 + U16.lastSiteDay] = clock.day;
      }

      if (choice === CHOICE.delivery) {
        const platform = occasions.seller[i];
        const slot = slotOf(customers, customer, platform);
        purchases[platform]++;
        if (slot >= 0) loyaltyAtPurchases[platform] += f32[at32 + F32.loyalty + slot];
      }

      if (learns) {
        const bought = choice === CHOICE.delivery ? occasions.seller[i] : NO_PLATFORM;
        const habit = f32[at32 + F32.habit] * (1 - rate);
        f32[at32 + F32.habit] = choice === CHOICE.site ? Math.min(most, habit + rate) : habit;
        if (choice === CHOICE.site) {
          f32[at32 + F32.siteWait] += smoothing * (occasions.waitMin[i] - f32[at32 + F32.siteWait]);
        }
        const nKnown = u8[customer * U8_STRIDE + U8.nKnown];
        for (let slot = 0; slot < nKnown; slot++) {
          const at = at32 + F32.loyalty + slot;
          const platform = u16[at16 + U16.known + slot];
          let loyalty = f32[at] * (1 - rate);
          if (platform === bought) {
            const surprise = platforms.purity[platform] - f32[at32 + F32.purity + slot];
            const wasLate = occasions.isLate[i] === 1;
            const gifted = occasions.isGifted[i] === 1 || (wasLate && platforms.lateGiftMg[platform] > 0);
            loyalty += rate * (1 + quality * surprise - (wasLate ? late : 0) + (gifted ? gift : 0));
            f32[at32 + F32.purity + slot] += smoothing * surprise;
            f32[at32 + F32.wait + slot] += smoothing * (occasions.waitMin[i] - f32[at32 + F32.wait + slot]);
          }
          f32[at] = loyalty < 0 ? 0 : loyalty > most ? most : loyalty;
        }
      }

      if (refers && choice === CHOICE.delivery) {
        const event = eventOfOccasion(occasions, i);
        const word = threefry(k0, k1, customer, event);
        if (uniform(word) < referral) tell(customer, occasions.seller[i], event, word1);
      }
    }
  };
};

export const learn = mechanism({
  submodel,
  sections,
  fields,
  switches,
  streams,
  phases: {
    learn: { when: 'tick', text: 'Loyalty, habit and expectations move; neighbours hear of platforms.', run },
  },
});
