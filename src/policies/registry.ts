// All kinds of policy, in the order in which they are listed.
import type { CompilePolicy } from '../engine/run.ts';
import type { PolicyKind } from './policy.ts';
import type { Policy } from './schedule.ts';
import { siteOperations } from './site-operations.ts';
import { streetStops } from './street-stops.ts';

export const POLICIES = [siteOperations, streetStops] as const;

/** The daily effort of a scenario's policy. */
export const compilePolicy: CompilePolicy = (policy, view) =>
  (kindOf(policy).compile as PolicyKind<Policy>['compile'])(policy, view);

/** The sentence that terminal, report and charts show. */
export const describePolicy = (policy: Policy): string =>
  (kindOf(policy).describe as PolicyKind<Policy>['describe'])(policy);

function kindOf(policy: Policy): (typeof POLICIES)[number] {
  const found = POLICIES.find(({ kind }) => kind === policy.kind);
  if (!found) throw new Error(`no policy of kind ${policy.kind}`);
  return found;
}
