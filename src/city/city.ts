// The geography that all replicates share: zones with position, area and population.

/**
 * Bounding box of a city's outlines, or of its positions; degrees are null on a grid; across the 180th meridian west >
 * east.
 */
export interface Extent {
  west_deg: number | null;
  south_deg: number | null;
  east_deg: number | null;
  north_deg: number | null;
  width_km: number;
  height_km: number;
  /** Mean position of its zones. */
  centre_lat_deg: number | null;
  centre_lon_deg: number | null;
}

/** All zones of all cities of a scenario, as columns of length `nZones`. Zones of one city are contiguous. */
export interface City {
  nZones: number;
  nCities: number;
  /** Names of the cities, by city index. */
  cityNames: string[];
  /** City index of each zone. */
  zoneCity: Uint16Array;
  /** Stable code of each zone (INSEE code, or `r3c4` on a grid). */
  code: string[];
  /** Name of each zone, empty where its source has none. */
  name: string[];
  /** Position in WGS 84 degrees; NaN on a grid. */
  latDeg: Float64Array;
  lonDeg: Float64Array;
  /** What each city covers, by city index. */
  extent: Extent[];
  /** Position in km on a local plane, east and north. */
  xKm: Float64Array;
  yKm: Float64Array;
  areaKm2: Float64Array;
  population: Float64Array;
  /** Shares of low, middle and high income, [zone * 3 + class]; NaN where the source names none. */
  incomeShare: Float64Array;
  /**
   * Distance in km, [from * nZones + to]; 0.5·√area inside a zone, and between zones at least that of the smaller one;
   * Infinity between cities.
   */
  distanceKm: Float32Array;
  /** Outline rings for maps, one list of [x, y] km per zone (Voronoi cell, square or polygon). */
  outline: [number, number][][];
  /** Notes on how the files were read, such as ignored columns or decimal commas. */
  notes: string[];
}
