// Noise and amount of a candidate's choice: the same in all arms, made when the first arm needs them.

import type { Quantiles } from '../../random/quantiles.ts';
import { quantile } from '../../random/quantiles.ts';
import { eventOfPair } from '../../random/streams.ts';
import { threefry } from '../../random/threefry.ts';
import { threefryFive } from '../../random/threefry-five.ts';
import { milligrams } from '../../units.ts';
import type { CustomersGiven } from '../entities/customers.ts';
import type { DayList } from '../entities/day-list.ts';
import { eventOfCandidate, NOISE_KEY_STRIDE, NOISE_STRIDE } from '../entities/day-list.ts';
import type { SitesGiven } from '../entities/sites.ts';
import { type Own, part } from '../kernel/part.ts';
import type { Utility } from './utility.ts';

const streams = ['choice', 'platform-noise'] as const;

export const noise = part({ streams });

export type NoiseNeeds = Own<{ streams: typeof streams }> & {
  scenario: CustomersGiven & SitesGiven;
  days: Pick<DayList, 'noise' | 'noiseKey' | 'noiseMade'>;
  utility: Pick<Utility, 'theta'>;
  /** Quantiles of log S for the nests and of log E for everything else. */
  logStable: Quantiles;
  logExponential: Quantiles;
};

/**
 * Where numbers lie in a candidate's noise. log E of the nearest places by slot, of another source and of nothing; log S of
 * the nests; the amount wanted, mg; −θ·log E of known platforms by slot.
 */
export const NOISE = { place: 0, other: 5, none: 6, siteNest: 7, deliveryNest: 8, amountMg: 9, platform: 10 } as const;
/** In the Int32 view: keys of the platforms in those slots. */
const NOISE_KEY = 28;

/** Record for occasions that come back. No other arm reads it: the noise is made again from the same words. */
export const OWN_NOISE = 0;

/** Words of an occasion in the 'choice' stream, five blocks; those of the nearest places come first, by slot. */
const WORD = { place: 0, other: 5, none: 6, siteNest: 7, deliveryNest: 8, amount: 9 } as const;

/** Bits of `noiseMade`: one for all but platforms; one for the platform in slot 0, then further slots. */
const MADE = { choice: 1, platform: 2 } as const;

export interface NoiseMaker {
  /** Makes the noise of a candidate except that of platforms, unless it is made already. */
  make: (record: number, customer: number, candidate: number) => void;
  /** Noise of the known platform in a slot, drawn by the platform's key. */
  ofPlatform: (record: number, slot: number, customer: number, candidate: number, key: number) => number;
}

export function createNoise({ days, scenario, streams, utility, logStable, logExponential }: NoiseNeeds): NoiseMaker {
  const { noise, noiseKey, noiseMade } = days;
  const { k0: choice0, k1: choice1 } = streams.choice;
  const { k0: noise0, k1: noise1 } = streams['platform-noise'];
  const nearest = scenario.sites.nearest;
  const minusTheta = -utility.theta;
  const words = new Int32Array(10);
  const { sizes_g: sizes, shares } = scenario.customers.grams;
  const amountMg = Int32Array.from(sizes, milligrams);
  let cumulative = 0;
  const amountBelow = Float64Array.from(shares, (share) => (cumulative += share) * 4294967296);

  return {
    make(record, customer, candidate) {
      if (record === OWN_NOISE) noiseMade[OWN_NOISE] = 0;
      else if (noiseMade[record] !== 0) return;
      const at = record * NOISE_STRIDE;
      threefryFive(choice0, choice1, customer, eventOfCandidate(candidate), words);
      for (let slot = 0; slot < nearest; slot++)
        noise[at + NOISE.place + slot] = quantile(logExponential, words[WORD.place + slot]);
      noise[at + NOISE.other] = quantile(logExponential, words[WORD.other]);
      noise[at + NOISE.none] = quantile(logExponential, words[WORD.none]);
      noise[at + NOISE.siteNest] = quantile(logStable, words[WORD.siteNest]);
      noise[at + NOISE.deliveryNest] = quantile(logStable, words[WORD.deliveryNest]);
      const amountPart = words[WORD.amount] >>> 0;
      let size = 0;
      while (size < amountMg.length - 1 && amountPart >= amountBelow[size]) size++;
      noise[at + NOISE.amountMg] = amountMg[size];
      noiseMade[record] |= MADE.choice;
    },
    ofPlatform(record, slot, customer, candidate, key) {
      const at = record * NOISE_STRIDE + NOISE.platform + slot;
      const keyAt = record * NOISE_KEY_STRIDE + NOISE_KEY + slot;
      const bit = MADE.platform << slot;
      if ((noiseMade[record] & bit) !== 0 && noiseKey[keyAt] === key) return noise[at];
      const event = eventOfPair(candidate, key);
      noiseMade[record] |= bit;
      noiseKey[keyAt] = key;
      return (noise[at] = minusTheta * quantile(logExponential, threefry(noise0, noise1, customer, event)));
    },
  };
}
