// Entities and the clock, as far as they have fields, streams or counts of their own, one line each.

export { couriers } from './entities/couriers.ts';
export { customers } from './entities/customers.ts';
export { dayList } from './entities/day-list.ts';
export { health } from './entities/health.ts';
export { platforms } from './entities/platforms.ts';
export { sites } from './entities/sites.ts';
export { zones } from './entities/zones.ts';
export { time } from './kernel/clock.ts';
