// Entities and the clock, as far as they have fields, streams or counts of their own, in the order in which readers meet them.
import { couriers } from './entities/couriers.ts';
import { customers } from './entities/customers.ts';
import { dayList } from './entities/day-list.ts';
import { health } from './entities/health.ts';
import { platforms } from './entities/platforms.ts';
import { sites } from './entities/sites.ts';
import { zones } from './entities/zones.ts';
import { time } from './kernel/clock.ts';

export const ENTITIES = [time, customers, sites, platforms, couriers, zones, health, dayList] as const;
