// All designs, one line each.
export { factorial } from './factorial.ts';
export { lhs } from './lhs.ts';
export { morris } from './morris.ts';
export { saltelli } from './saltelli.ts';
export { sobol } from './sobol.ts';
export { table } from './table.ts';
export { zip } from './zip.ts';
