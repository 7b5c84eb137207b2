// Harm: what each purchase of the tick adds to the emergency visits expected in the customer's zone. Draws nothing.
import { threefry, uniform } from '../../random/threefry.ts';
import { milligrams } from '../../units.ts';
import { REACH } from '../acts/own-rate.ts';
import { F32, F32_STRIDE, U16, U16_STRIDE } from '../entities/customers.ts';
import { CHOICE, FATE } from '../entities/occasions.ts';
import type { Phase } from '../kernel/phase.ts';

/**
 * λ₀·g^a·(q/q_ref)^κ·exp(ψ·(b + |ln(q/q̂)|))·(1 + unknown). Sites' purity is known to all, a platform's is expected by
 * what was bought there; other sellers sell at the purity of sites and are unknown. Before learn, which moves q̂.
 */
export const harm: Phase = (world, clock) => {
  const { occasions, customers, platforms, health, scenario } = world;
  const { f32, u16 } = customers;
  const { expectedVisits, checking } = health;
  const { k0, k1 } = world.streams['health-reach'];
  const spec = scenario.harm;
  const isOn = scenario.mechanisms.harm;
  const { purity_exponent: kappa, surprise_exponent: psi, batch_surprise: batch } = spec;
  const { drug_checking_factor: checked } = scenario.health;
  const sizes = scenario.customers.grams.sizes_g;
  // By milligram, of which only those of the sizes are ever read: a look-up instead of a branch on a random size.
  const visitsOf = new Float64Array(Math.max(...sizes.map(milligrams)) + 1);
  for (const g of sizes)
    visitsOf[milligrams(g)] = (spec.visits_per_million / 1e6) * Math.exp(spec.amount_exponent * Math.log(g));
  const logPurity = (points: number): number => Math.log(Math.max(points, 1) / spec.reference_purity_points);
  const siteLog = logPurity(scenario.sites.purity_points);
  const siteFactor = Math.exp(kappa * siteLog + psi * batch);
  const checkedSiteFactor = Math.exp(checked * (kappa * siteLog + psi * batch));
  const platformFactor = new Float64Array(platforms.count);
  const checkedFactor = new Float64Array(platforms.count);
  let openDay = -1;

  return () => {
    if (!isOn) return;
    if (openDay !== clock.day) {
      openDay = clock.day;
      for (let p = 0; p < platforms.count; p++) {
        const exponent = kappa * logPurity(platforms.purity[p]) + psi * batch;
        platformFactor[p] = Math.exp(exponent);
        checkedFactor[p] = Math.exp(checked * exponent);
      }
    }
    const n = occasions.count;
    for (let i = 0; i < n; i++) {
      if (occasions.fate[i] !== FATE.fulfilled) continue;
      const customer = occasions.customer[i];
      const zone = u16[customer * U16_STRIDE + U16.zone];
      const isChecked = checking[zone] > 0 && uniform(threefry(k0, k1, customer, REACH.checking)) < checking[zone];
      let visits = visitsOf[occasions.amountMg[i]];
      if (occasions.choice[i] === CHOICE.delivery) {
        const platform = occasions.seller[i];
        const purity = platforms.purity[platform];
        const expected = f32[customer * F32_STRIDE + F32.purity + occasions.slot[i]];
        visits *= isChecked ? checkedFactor[platform] : platformFactor[platform];
        if (purity !== expected) {
          const surprise = Math.abs(Math.log(Math.max(purity, 1) / Math.max(expected, 1)));
          visits *= Math.exp((isChecked ? checked : 1) * psi * surprise);
        }
      } else {
        visits *= isChecked ? checkedSiteFactor : siteFactor;
        if (occasions.choice[i] === CHOICE.other) visits *= 1 + UNKNOWN;
      }
      expectedVisits[zone] += visits;
    }
  };
};

/** Of sellers who are neither a site nor a platform. */
const UNKNOWN = 1;
