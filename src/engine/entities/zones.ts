// State of zones: what residents have heard, and how dense street stops are. Geography itself is the City's.
import { CALL_CHANNELS } from '../kernel/record.ts';

export interface Zones {
  count: number;
  /** Perceived risk of a visit above rest that all residents share, 0..1, as of today. Written by operations. */
  siteRisk: Float64Array;
  /** Share of visits to sites of the zone that do not take place, after operations near it, 0..1. Written by operations. */
  visitDrop: Float64Array;
  /** Stop-hours per km² relative to the baseline, ρ, [zone * 24 + hour]. Written by effort. */
  stopDensity: Float64Array;
  /** Orders today that residents may notice, [(zone * 2 + channel) * 2 + in hours]. Written by record, calls. */
  ordersToday: Uint32Array;
  /** Area group: index into GROUPS. Written by build. */
  group: Uint8Array;
}

export const createZones = (count: number): Zones => ({
  count,
  siteRisk: new Float64Array(count),
  visitDrop: new Float64Array(count),
  stopDensity: new Float64Array(count * 24).fill(1),
  ordersToday: new Uint32Array(count * CALL_CHANNELS.length * 2),
  group: new Uint8Array(count),
});
