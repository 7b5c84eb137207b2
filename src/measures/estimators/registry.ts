// All estimators, one line each.
import { did } from './did.ts';
import { eTestOfTarget } from './e-test.ts';
import type { Estimator } from './estimator.ts';
import { generalisedGini } from './gini.ts';
import { hhi } from './hhi.ts';
import { sIndex } from './s-index.ts';
import { shareTop } from './share-top.ts';
import { tne } from './tne.ts';
import { wdd } from './wdd.ts';
import { wdq } from './wdq.ts';

export { ESTIMATOR_IDS } from './ids.ts';

/** In the order of ESTIMATOR_IDS. */
export const ESTIMATORS: readonly Estimator[] = [
  wdq,
  tne,
  wdd,
  did,
  eTestOfTarget,
  sIndex,
  generalisedGini,
  shareTop,
  hhi,
];
