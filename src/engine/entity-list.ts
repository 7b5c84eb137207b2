// The clock, and entities that have fields, streams or counts of their own. Sections of a scenario stand in this order.
import { couriers } from './entities/couriers.ts';
import { customers } from './entities/customers.ts';
import { dayList } from './entities/day-list.ts';
import { health } from './entities/health.ts';
import { platforms } from './entities/platforms.ts';
import { sites } from './entities/sites.ts';
import { zones } from './entities/zones.ts';
import { time } from './kernel/clock.ts';

export const ENTITIES = [time, customers, sites, platforms, couriers, zones, health, dayList] as const;
