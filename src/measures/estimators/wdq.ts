// The weighted displacement quotient.
import type { AreaCount, Estimate, EstimateOptions, Estimator } from './estimator.ts';
import { countedAs, hasEvents, percent } from './sentences.ts';
import { lacking, plainEstimate, totalsByRole, undefinedEstimate } from './totals.ts';

/**
 * WDQ = (B₁/C₁ − B₀/C₀) / (A₁/C₁ − A₀/C₀), A target, B buffer, C control, 0 before and 1 after. The numerator is the
 * buffer displacement measure, the denominator the success measure. A pure number: above 0 the buffer fell with the target
 * (diffusion of benefits), below 0 it rose (displacement), below −1 by more than the target fell.
 *
 * Undefined, never 0: a buffer without events; a control without events before or after (division by zero); a
 * success measure of 0; one above 0, since if the target did not fall against the control there was nothing to displace
 * and the sign would mislead.
 * Parts: `buffer_displacement`, `success`; `gross_effect` A₀ − A₁ in events, positive when fewer; `net_effect`
 * A₀/C₀ − A₁/C₁; `net_effect_events` A₀·C₁/C₀ − A₁. Events before are those of a period as long as the one after.
 */
function estimate(counts: readonly AreaCount[], options?: EstimateOptions): Estimate {
  const totals = totalsByRole(counts, options);
  const lacks = lacking(totals, wdq.needs);
  if (lacks) return undefinedEstimate(lacks);
  const { target, buffer, control } = totals;
  const gross_effect = -target.change;
  if (!hasEvents(counts, 'buffer'))
    return undefinedEstimate('the buffer has no events, before or after', { gross_effect });
  if (control.before === 0 || control.after === 0) {
    const when = control.before === 0 ? 'before' : 'after';
    return undefinedEstimate(`the control has no events ${when}, and they stand below the line`, { gross_effect });
  }
  const success = difference(target.after / control.after, target.before / control.before);
  const buffer_displacement = difference(buffer.after / control.after, buffer.before / control.before);
  const parts = {
    buffer_displacement,
    success,
    gross_effect,
    net_effect: 0 - success,
    net_effect_events: (target.before * control.after) / control.before - target.after,
  };
  if (success < 0) return plainEstimate(0 + buffer_displacement / success, parts);
  return undefinedEstimate(
    success === 0
      ? 'the success measure is 0: the target changed just as the control did'
      : 'the main effect failed: the target did not fall relative to the control',
    parts,
  );
}

/** a − b, and 0 where they differ only by rounding of weights. */
const difference = (a: number, b: number): number => (Math.abs(a - b) <= 1e-12 * b ? 0 : a - b);

function sentence({ value }: Estimate, counts: readonly AreaCount[]): string {
  const moved = value!;
  const what = countedAs(counts, wdq);
  const within = what === 'events' ? '' : ` and counted in ${what}`;
  if (moved === 0)
    return `The buffer moved as the control did${within.replace(' and', ',')}: neither displacement nor diffusion of benefits.`;
  const size = `by ${percent(Math.abs(moved))} of what the target fell, both relative to the control${within}`;
  if (moved > 1) return `The buffer fell too, ${size}: a diffusion of benefits larger than the direct effect.`;
  if (moved > 0) return `The buffer fell too, ${size}: diffusion of benefits.`;
  if (moved > -1) return `The buffer rose ${size}: displacement, smaller than the direct effect.`;
  return `The buffer rose ${size}: displacement that undid the direct effect${moved < -1 ? ' and more' : ''}.`;
}

/** ΔB/ΔT against the counterfactual: what the buffer changed for each event that the target changed; needs no control. */
function truth(counts: readonly AreaCount[]): number | null {
  const { target, buffer } = totalsByRole(counts);
  return target.change < 0 && buffer.nAreas > 0 ? buffer.change / target.change : null;
}

export const wdq: Estimator = {
  id: 'wdq',
  label: 'Weighted displacement quotient',
  unit: 'quotient',
  text: 'What the buffer changed for each event by which the target fell, both relative to the control: above 0 diffusion of benefits, below 0 displacement.',
  source: 'Bowers & Johnson (2003), Journal of Quantitative Criminology 19(3):275-301, doi:10.1023/A:1024909009240',
  needs: ['target', 'buffer', 'control'],
  isPattern: false,
  weighs: ['target', 'buffer', 'control'],
  noEffect: 0,
  estimate,
  sentence,
  truth,
};
