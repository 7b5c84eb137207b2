// The total net effect: events prevented in target and buffer.
import type { AreaCount, Estimate, EstimateOptions, Estimator } from './estimator.ts';
import { countedAs, hasEvents, isEvents, verdict, withInterval } from './sentences.ts';
import { lacking, totalsByRole, undefinedEstimate } from './totals.ts';
import { waldEstimate } from './wald.ts';

/**
 * TNE = (A₀·C₁/C₀ − A₁) + (B₀·C₁/C₀ − B₁), A target, B buffer, C control, 0 before and 1 after: events of the period after,
 * positive when prevented. Undefined when the control has no events before. Lengths of periods cancel in the ratio.
 *
 * The field reports no interval. This one is derived: S₀ = A₀ + B₀, S₁ = A₁ + B₁, C₀ and C₁ are independent sums of
 * Poisson counts, TNE = S₀·C₁/C₀ − S₁, so by the delta method
 *   Var ≈ (C₁/C₀)²·Var S₀ + (S₀/C₀)²·Var C₁ + (S₀·C₁/C₀²)²·Var C₀ + Var S₁,
 * each Var being the weighted count itself (the count where all weights are 1). It needs a control with many events.
 * Parts: `target` and `buffer`, the two brackets, the second null for a buffer without events; `control_ratio` C₁/C₀; `z`.
 */
function estimate(counts: readonly AreaCount[], options?: EstimateOptions): Estimate {
  const totals = totalsByRole(counts, options);
  const lacks = lacking(totals, tne.needs);
  if (lacks) return undefinedEstimate(lacks);
  const { target, buffer, control } = totals;
  if (control.before === 0) return undefinedEstimate('the control has no events before, and they stand below the line');
  const ratio = control.after / control.before;
  const before = target.before + buffer.before;
  const perControl = before / control.before;
  const variance =
    ratio * ratio * (target.varBefore + buffer.varBefore) +
    perControl * perControl * (control.varAfter + ratio * ratio * control.varBefore) +
    target.varAfter +
    buffer.varAfter;
  const prevented = target.before * ratio - target.after;
  const around = buffer.before * ratio - buffer.after;
  return waldEstimate(prevented + around, variance, {
    target: prevented,
    buffer: hasEvents(counts, 'buffer') ? around : null,
    control_ratio: ratio,
  });
}

function sentence({ value, ci95, conclusion }: Estimate, counts: readonly AreaCount[]): string {
  const what = countedAs(counts, tne);
  const where = hasEvents(counts, 'buffer') ? 'in target and buffer together' : 'in the target';
  const said = `${what[0].toUpperCase()}${what.slice(1)} prevented ${where}: ${withInterval(value!, ci95, '')}`;
  if (conclusion === null) return `${said}; ${verdict(null)}.`;
  if (conclusion === 'nothing') return `${said}, not significantly other than none at 5 %.`;
  const less = isEvents(what) ? 'fewer happened' : 'less was done';
  return `${said}; ${conclusion === 'rise' ? less : less.replace(/^\w+/, 'more')} than the trend of the control leads to expect, significant at 5 %.`;
}

/** −(ΔT + ΔB) against the counterfactual. */
function truth(counts: readonly AreaCount[]): number | null {
  const { target, buffer } = totalsByRole(counts);
  return target.nAreas > 0 && buffer.nAreas > 0 ? 0 - (target.change + buffer.change) : null;
}

export const tne: Estimator = {
  id: 'tne',
  label: 'Total net effect',
  unit: 'events prevented',
  text: "Events prevented in target and buffer together, if both had followed the control's trend; displacement is taken off, diffusion of benefits added.",
  source:
    'Guerette (2009), Analyzing Crime Displacement and Diffusion, Center for Problem-Oriented Policing, Tool Guide 10, after Clarke & Eck (2005); interval by the delta method, derived here',
  needs: ['target', 'buffer', 'control'],
  isPattern: false,
  weighs: ['target', 'buffer', 'control'],
  noEffect: 0,
  estimate,
  sentence,
  truth,
};
