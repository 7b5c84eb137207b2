// Difference in differences on counts.
import type { AreaCount, Estimate, EstimateOptions, Estimator } from './estimator.ts';
import { countedAs, hasEvents, unitsOf, verdict, withInterval } from './sentences.ts';
import { lacking, totalsByRole, undefinedEstimate } from './totals.ts';
import { waldEstimate } from './wald.ts';

/**
 * DiD = ΔT − k·ΔC, Δ after less before, k = target areas / control areas: the mean change of a target area less that of
 * a control area, times the target areas; in events of the period after. It assumes that an area of either group would
 * have changed by as many events. If a row stands for several areas, k does not account for it: give the control's row
 * as a weight the areas of the target over its own. Poisson counts: Var = Var T₁ + Var T₀ + k²(Var C₁ + Var C₀), normal
 * interval. Both hold for unequal groups, since k enters as a known number and not as an estimate.
 * Parts: `change_target` ΔT; `change_control` k·ΔC; `control_scale` k; `expected_after` T₀ + k·ΔC; `z`.
 */
function estimate(counts: readonly AreaCount[], options?: EstimateOptions): Estimate {
  const totals = totalsByRole(counts, options);
  const lacks = lacking(totals, did.needs);
  if (lacks) return undefinedEstimate(lacks);
  const { target, control } = totals;
  const k = target.nAreas / control.nAreas;
  const variance = target.varBefore + target.varAfter + k * k * (control.varBefore + control.varAfter);
  return waldEstimate(target.change - k * control.change, variance, {
    change_target: target.change,
    change_control: k * control.change,
    control_scale: k,
    expected_after: target.before + k * control.change,
  });
}

function sentence({ value, ci95, conclusion }: Estimate, counts: readonly AreaCount[]): string {
  const change = withInterval(value!, ci95, ` ${unitsOf(countedAs(counts, did))}`);
  const control = hasEvents(counts, 'control') ? 'as many control areas' : 'control areas without events';
  return `The target changed by ${change} relative to ${control}: ${verdict(conclusion)}.`;
}

/** ΔT against the counterfactual, which needs no control. */
function truth(counts: readonly AreaCount[]): number | null {
  const { target } = totalsByRole(counts);
  return target.nAreas > 0 ? target.change : null;
}

export const did: Estimator = {
  id: 'did',
  label: 'Difference in differences',
  unit: 'events',
  text: 'Change in the target less the change in as many control areas; it says nothing of the buffer.',
  source:
    'Card & Krueger (1994), American Economic Review 84(4):772-793; standard error for Poisson counts as in Wheeler & Ratcliffe (2018), doi:10.1186/s40163-018-0085-5',
  needs: ['target', 'control'],
  isPattern: false,
  weighs: ['target', 'control'],
  noEffect: 0,
  estimate,
  sentence,
  truth,
};
