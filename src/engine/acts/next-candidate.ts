// When a customer's next candidate occasion is: a Poisson process that neither a policy nor a mechanism changes.

import type { StreamKey } from '../../random/streams.ts';
import { threefry, uniform, word1 } from '../../random/threefry.ts';
import { type Customers, F32, F32_STRIDE, F64, F64_STRIDE } from '../entities/customers.ts';
import { part } from '../kernel/part.ts';

const streams = ['wake'] as const;

/**
 * Moves a customer on to the next candidate that may be one here, and returns its operational minute. Candidates come at
 * `ceiling` times the base rate; the mark of each, uniform on (0, ceiling), is the factor above which it is an occasion
 * (Lewis & Shedler 1979, thinning). Those with a mark that no factor of the scenario reaches are passed over here, at a
 * draw each instead of a waking, and no `bound` changes which the others are. A candidate's gap and mark are keyed by
 * (customer, number).
 */
export function moveToNext(
  { f64, f32, i32 }: Customers,
  customer: number,
  { k0, k1 }: StreamKey,
  ceiling: number,
  bound: number,
): number {
  const at = customer * F32_STRIDE;
  const meanMin = f32[at + F32.meanGapMin] / ceiling;
  let number = i32[at + F32.candidate];
  let operational = f64[customer * F64_STRIDE + F64.nextOccasion];
  let mark: number;
  do {
    operational -= Math.log(uniform(threefry(k0, k1, customer, ++number << 4))) * meanMin;
    mark = uniform(word1) * ceiling;
  } while (mark >= bound);
  i32[at + F32.candidate] = number;
  f32[at + F32.mark] = mark;
  f64[customer * F64_STRIDE + F64.nextOccasion] = operational;
  return operational;
}

export const nextCandidate = part({ streams });
