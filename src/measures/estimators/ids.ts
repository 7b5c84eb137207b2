// The ids of the estimators, in a file of their own so that the command line can list them without loading them.

/** In the order in which they are shown. */
export const ESTIMATOR_IDS = ['wdq', 'tne', 'wdd', 'did', 'e-test', 's-index', 'gini', 'share-top', 'hhi'] as const;
export type EstimatorId = (typeof ESTIMATOR_IDS)[number];
