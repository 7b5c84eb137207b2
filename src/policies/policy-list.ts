// All kinds of policy, one line each.
export { customerFines } from './customer-fines.ts';
export { drugChecking } from './drug-checking.ts';
export { finance } from './finance.ts';
export { holderArrest } from './holder-arrest.ts';
export { jobPlacement } from './job-placement.ts';
export { numberCut } from './number-cut.ts';
export { platformInvestigation } from './platform-investigation.ts';
export { prevention } from './prevention.ts';
export { siteBans } from './site-bans.ts';
export { siteOperations } from './site-operations.ts';
export { streetStops } from './street-stops.ts';
export { treatment } from './treatment.ts';
export { violenceInterruption } from './violence-interruption.ts';
