// State of violence: what of it is still to come, by zone, and which places are fought over. Written by violence alone.

/** Whether an event began with sites or with platforms: what it begets depends on that, generation after generation. */
export const VIOLENCE_ORIGINS = ['site', 'platform'] as const;

export interface Violence {
  /** Retaliations expected of past events and still to come, [zone * 2 + origin]. */
  excitation: Float64Array;
  /** The same without chance: retaliations to come of events that are only expected, [zone * 2 + origin]. */
  meanExcitation: Float64Array;
  /** Day of the run before which a place whose site an operation closed is contested; 0 if it is not. */
  contestedUntil: Int32Array;
  /** Defections today from platforms of the zone, [zone]; zero while nobody defects. */
  defections: Uint32Array;
}

export const createViolence = (nZones: number, nPlaces: number): Violence => ({
  excitation: new Float64Array(nZones * VIOLENCE_ORIGINS.length),
  meanExcitation: new Float64Array(nZones * VIOLENCE_ORIGINS.length),
  contestedUntil: new Int32Array(nPlaces),
  defections: new Uint32Array(nZones),
});
