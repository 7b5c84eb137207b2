// The form of a phase: columns are taken once, then the returned function runs at every turn of its clock.

import type { World } from '../world.ts';
import type { Clock } from './clock.ts';

export type Phase = (world: World, clock: Clock) => () => void;
