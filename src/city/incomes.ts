// Income shares for zones whose source has none: drawn by seed, smooth in space.
import { draw, type Streams } from '../random/streams.ts';
import type { City } from './city.ts';
import { apartOnPlane, medianSpacingKm, outside } from './plane.ts';

/** Population-weighted mean shares of low, middle and high income over each city's drawn zones (MODEL §2, A). */
export const MEAN_SHARES: readonly number[] = [0.3, 0.45, 0.25];

/** Log-odds per standard deviation of affluence: the share of low income then has a standard deviation near 0.14 (A). */
const SPREAD = 0.5;

/** Length of the smoothing kernel in median spacings of a city's zones (A). */
const KERNEL_SPACINGS = 2;

const TOLERANCE = 5e-13;

/**
 * Shares of low, middle and high income, [zone * 3 + class]; each zone's sum to 1. Named shares are kept; the others
 * follow one smooth field of affluence, and their mean over a city is {@link MEAN_SHARES} whatever the seed.
 */
export function drawIncomes(city: City, streams: Streams<'zone-income'>): Float64Array {
  const shares = city.incomeShare.slice();
  for (let c = 0; c < city.nCities; c++) {
    const from = city.zoneCity.indexOf(c);
    const to = city.zoneCity.lastIndexOf(c) + 1;
    const drawn: number[] = [];
    for (let zone = from; zone < to; zone++) if (Number.isNaN(shares[zone * 3])) drawn.push(zone);
    if (drawn.length === 0) continue;
    const [xKm, yKm, areaKm2] = [city.xKm, city.yKm, city.areaKm2].map((column) => column.subarray(from, to));
    const spacingKm = medianSpacingKm(to - from, outside(apartOnPlane(xKm, yKm), areaKm2));
    const affluence = smoothField(city, drawn, spacingKm, streams);
    fitShares(city, drawn, affluence, shares);
  }
  return shares;
}

/** White noise under a Gaussian kernel, scaled to unit variance in every zone. */
function smoothField(city: City, zones: number[], spacingKm: number, streams: Streams<'zone-income'>): Float64Array {
  const noise = Float64Array.from(zones, (zone) => standardNormal(streams, zone));
  if (zones.length < 2) return noise;
  const lengthKm = KERNEL_SPACINGS * spacingKm;
  return Float64Array.from(zones, (a) => {
    let sum = 0;
    let squares = 0;
    for (const [k, b] of zones.entries()) {
      const dx = (city.xKm[a] - city.xKm[b]) / lengthKm;
      const dy = (city.yKm[a] - city.yKm[b]) / lengthKm;
      const weight = Math.exp(-0.5 * (dx * dx + dy * dy));
      sum += weight * noise[k];
      squares += weight * weight;
    }
    return sum / Math.sqrt(squares);
  });
}

/** Box & Muller (1958). */
const standardNormal = (streams: Streams, zone: number): number =>
  Math.sqrt(-2 * Math.log(draw(streams['zone-income'], zone, 0))) *
  Math.cos(2 * Math.PI * draw(streams['zone-income'], zone, 1));

/** Writes shares ∝ level × exp(±affluence), the levels scaled in turn until the weighted means are as they should be. */
function fitShares(city: City, zones: number[], affluence: Float64Array, shares: Float64Array): void {
  const persons = zones.map((zone) => city.population[zone]);
  const total = persons.reduce((a, b) => a + b, 0);
  const weight = persons.map((p) => (total > 0 ? p / total : 1 / zones.length));
  const level = [...MEAN_SHARES];
  for (let round = 0; round < 10_000; round++) {
    const mean = [0, 0, 0];
    for (const [k, zone] of zones.entries()) {
      const tilt = Math.exp(SPREAD * affluence[k]);
      const odds = [level[0] / tilt, level[1], level[2] * tilt];
      const sum = odds[0] + odds[1] + odds[2];
      for (let c = 0; c < 3; c++) {
        shares[zone * 3 + c] = odds[c] / sum;
        mean[c] += weight[k] * shares[zone * 3 + c];
      }
    }
    if (mean.every((m, c) => Math.abs(m - MEAN_SHARES[c]) < TOLERANCE)) return;
    for (let c = 0; c < 3; c++) level[c] *= MEAN_SHARES[c] / mean[c];
  }
  throw new Error('income shares did not converge');
}
