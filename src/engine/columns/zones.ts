// State of zones: what residents have heard, and how dense street stops are. Geography itself is the City's.

export interface Zones {
  count: number;
  /** Perceived risk of a visit above rest that all residents share, 0..1, as of today. Written by operations. */
  siteRisk: Float64Array;
  /** Stop-hours per km² relative to the baseline, ρ, [zone * 24 + hour]. Written by effort. */
  stopDensity: Float64Array;
  /** Area group: index into GROUPS. Written by build. */
  group: Uint8Array;
}

export const createZones = (count: number): Zones => ({
  count,
  siteRisk: new Float64Array(count),
  stopDensity: new Float64Array(count * 24).fill(1),
  group: new Uint8Array(count),
});
