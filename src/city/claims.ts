// Warnings about a valid city that may not be what its author meant.
import { grouped } from '../numbers.ts';
import type { City } from './city.ts';
import { isLand } from './land.ts';
import { greatCircleKm, vectorOf } from './sphere.ts';
import { listed } from './zones.ts';

/** Largest relative error of distances on the plane without a warning. */
const MOST_PLANE_ERROR = 0.02;
/** Extent above which there is a warning: a courier would take more than half a day to cross it, km. */
const MOST_KM = 250;
/** Number of zones whose distances on the plane are compared with those on the sphere. */
const COMPARED = 300;
/** Nearer pairs of zones, such as a ring and its centre, are not compared. */
const LEAST_COMPARED_KM = 0.1;
/** Of all others together; totals are sums of rounded numbers. */
const TOTAL_SHARE = 0.99;
const NAMED = 3;

/** Warnings as sentences, the most serious first. */
export function cityWarnings(city: City): string[] {
  return city.cityNames.flatMap((name, c) => {
    const zones = Array.from(city.zoneCity.keys()).filter((zone) => city.zoneCity[zone] === c);
    const of = city.nCities > 1 ? `City ${name}: ` : '';
    return [whereabouts, span, totalRow, nobody].flatMap((check) => check(city, zones, c)).map((text) => of + text);
  });
}

type Check = (city: City, zones: readonly number[], c: number) => string[];

const whereabouts: Check = ({ lonDeg, latDeg }, zones) => {
  if (Number.isNaN(latDeg[zones[0]])) return [];
  if (zones.some((zone) => isLand(lonDeg[zone], latDeg[zone]))) return [];
  const isLandSwapped = zones.every((zone) => Math.abs(lonDeg[zone]) <= 90 && isLand(latDeg[zone], lonDeg[zone]));
  return [
    isLandSwapped
      ? 'Positions look latitude-first: as written all zones lie in the open sea, and with the two numbers swapped all lie on land. GeoJSON has the longitude first; in CSV the names of two columns may be exchanged.'
      : 'All zones lie in the open sea. Are their positions longitude and latitude in WGS 84 degrees, with the right signs?',
  ];
};

const span: Check = (city, zones, c) => {
  const { width_km, height_km } = city.extent[c];
  const error = planeError(city, zones);
  if (error <= MOST_PLANE_ERROR && Math.max(width_km, height_km) <= MOST_KM) return [];
  const off =
    error > MOST_PLANE_ERROR
      ? `, more than one plane holds (distances on it are up to ${(100 * error).toFixed(0)} % off)`
      : ', more than couriers cross';
  return [
    `Spans ${grouped(width_km)} km from west to east and ${grouped(height_km)} km from south to north${off}. Give its parts as several cities: city: [ { name: …, … }, … ].`,
  ];
};

/** Largest relative difference between distances on the plane and on the sphere; 0 on a grid. */
function planeError({ lonDeg, latDeg, xKm, yKm }: City, zones: readonly number[]): number {
  if (Number.isNaN(latDeg[zones[0]])) return 0;
  const step = Math.ceil(zones.length / COMPARED);
  const far = [lonDeg, latDeg, xKm, yKm].flatMap((column) => {
    const sorted = zones.toSorted((a, b) => column[a] - column[b]);
    return [sorted[0], sorted.at(-1)!];
  });
  const compared = [...new Set([...far, ...zones.filter((_, k) => k % step === 0)])];
  const vectors = compared.map((zone) => vectorOf(lonDeg[zone], latDeg[zone]));
  let most = 0;
  for (const [i, a] of compared.entries()) {
    for (let j = 0; j < i; j++) {
      const b = compared[j];
      const onSphere = greatCircleKm(vectors[i], vectors[j]);
      const onPlane = Math.hypot(xKm[a] - xKm[b], yKm[a] - yKm[b]);
      if (onSphere > LEAST_COMPARED_KM) most = Math.max(most, Math.abs(onPlane / onSphere - 1));
    }
  }
  return most;
}

const totalRow: Check = ({ population, code }, zones) => {
  if (zones.length < 3) return [];
  const people = zones.reduce((sum, zone) => sum + population[zone], 0);
  const largest = zones.reduce((most, zone) => (population[zone] > population[most] ? zone : most));
  if (population[largest] < TOTAL_SHARE * (people - population[largest])) return [];
  return [
    `Zone ${code[largest]} holds as many people as all others together (${grouped(population[largest])} of ${grouped(people)}). If it is a row of totals, take it out.`,
  ];
};

const nobody: Check = ({ population, code }, zones) => {
  const empty = zones.filter((zone) => population[zone] === 0);
  if (empty.length === 0) return [];
  const codes = listed(
    empty.map((zone) => code[zone]),
    NAMED,
  );
  return [`Nobody lives in ${empty.length} of ${zones.length} zones (${codes}). Is their population known?`];
};
