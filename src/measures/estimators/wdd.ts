// The weighted displacement difference.
import {
  type AreaCount,
  type AreaRole,
  type Estimate,
  type EstimateOptions,
  type Estimator,
  ROLES,
} from './estimator.ts';
import { countedAs, hasEvents, unitsOf, verdict, withInterval } from './sentences.ts';
import { lacking, totalsByRole, undefinedEstimate } from './totals.ts';
import { waldEstimate } from './wald.ts';

/**
 * WDD = (ΔT − ΔC) + (ΔB − ΔBC), Δ after less before, T target, C control, B buffer, BC control of the buffer: events of
 * the period after, negative when the intervention reduced events. Counts are Poisson, so the variance is the sum of
 * all counts, each times the square of its factor; the interval is normal.
 *
 * Factors: area weight (control areas twice as large carry 0.5), harm of an event, and timeAfter / timeBefore for the
 * counts before. The R package ptools divides by area and time; with weights 1/area and a period after of one unit the
 * figures are the same. Buffer and its control may both be missing; with only one of them undefined, since the trend of
 * the buffer could not be taken off.
 * Parts: `local` ΔT − ΔC and `displacement` ΔB − ΔBC with their standard errors, null where neither buffer nor its
 * control has an event; `z`.
 */
function estimate(counts: readonly AreaCount[], options?: EstimateOptions): Estimate {
  const totals = totalsByRole(counts, options);
  const { target, control, buffer, buffer_control } = totals;
  const hasBuffer = buffer.nAreas > 0 || buffer_control.nAreas > 0;
  const lacks = lacking(totals, hasBuffer ? ['target', 'control', 'buffer', 'buffer_control'] : wdd.needs);
  if (lacks) return undefinedEstimate(lacks);
  const local = target.change - control.change;
  const displacement = buffer.change - buffer_control.change;
  const varLocal = target.varBefore + target.varAfter + control.varBefore + control.varAfter;
  const varDisplacement = buffer.varBefore + buffer.varAfter + buffer_control.varBefore + buffer_control.varAfter;
  const isMoved = hasEvents(counts, 'buffer') || hasEvents(counts, 'buffer_control');
  return waldEstimate(local + displacement, varLocal + varDisplacement, {
    local,
    local_se: Math.sqrt(varLocal),
    displacement: isMoved ? displacement : null,
    displacement_se: isMoved ? Math.sqrt(varDisplacement) : null,
  });
}

function sentence({ value, ci95, conclusion }: Estimate, counts: readonly AreaCount[]): string {
  const change = withInterval(value!, ci95, ` ${unitsOf(countedAs(counts, wdd))}`);
  const has = (role: AreaRole): boolean => hasEvents(counts, role);
  const [who, theirs, none] = has('buffer')
    ? ['Target and buffer together', 'their controls', 'controls']
    : ['The target', 'its control', 'a control'];
  const control = has('control') || has('buffer_control') ? theirs : `${none} without events`;
  const other = !has('buffer') && has('buffer_control') ? ' and to the control of a buffer without events' : '';
  return `${who} changed by ${change} relative to ${control}${other}: ${verdict(conclusion)}.`;
}

/** ΔT + ΔB against the counterfactual, which needs no control. */
function truth(counts: readonly AreaCount[]): number | null {
  const { target, buffer } = totalsByRole(counts);
  return target.nAreas > 0 ? target.change + buffer.change : null;
}

export const wdd: Estimator = {
  id: 'wdd',
  label: 'Weighted displacement difference',
  unit: 'events',
  text: 'Change in target and buffer less the change in their controls: negative where the intervention brought events down, displacement included.',
  source: 'Wheeler & Ratcliffe (2018), Crime Science 7:11, doi:10.1186/s40163-018-0085-5',
  needs: ['target', 'control'],
  isPattern: false,
  weighs: ROLES,
  noEffect: 0,
  estimate,
  sentence,
  truth,
};
