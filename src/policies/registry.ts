// All kinds of policy, in the order in which they are listed.
import type { CompilePolicy } from '../engine/run.ts';
import type { PolicyKind } from './policy.ts';
import type { Policy } from './schedule.ts';
import { siteOperations } from './site-operations.ts';
import { streetStops } from './street-stops.ts';

export const POLICIES: readonly PolicyKind<never>[] = [siteOperations, streetStops];

/** The daily effort of a scenario's policy. */
export const compilePolicy: CompilePolicy = (policy, view) => kindOf(policy).compile(policy as never, view);

/** The sentence that terminal, report and charts show. */
export const describePolicy = (policy: Policy): string => kindOf(policy).describe(policy as never);

const kindOf = (policy: Policy): PolicyKind<never> => POLICIES.find(({ kind }) => kind === policy.kind) as PolicyKind<never>;
