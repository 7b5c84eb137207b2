import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { drawAreas } from '../../src/city/areas.ts';
import { drawIncomes, MEAN_SHARES } from '../../src/city/incomes.ts';
import { CityError, type CitySpec, readCity } from '../../src/city/read.ts';
import { createGround } from '../../src/engine/ground.ts';
import { openStreams } from '../../src/random/streams.ts';
import { small } from '../support/small.ts';

const csv = (text: string) => readCity([{ name: 'town', zones: 'zones.csv' }], () => text);
const grid = (columns: number, rows: number, population = 1000, name = 'grid', cell_km = 1): CitySpec => ({
  name,
  grid: { columns, rows, cell_km, population },
});
const noText = (): string => {
  throw new Error('nothing to read');
};
const faultsOf = (read: () => unknown): string[] => {
  try {
    read();
  } catch (error) {
    if (error instanceof CityError)
      return error.faults.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
    throw error;
  }
  return [];
};
const sum = (values: Iterable<number>): number => [...values].reduce((a, b) => a + b, 0);
const HEADER = 'code,lat_deg,lon_deg,population';
describe('a grid', () => {
  it('has whole populations that sum to the total, and names its zones from the north-west', () => {
    const city = readCity([grid(7, 3, 1000)], noText);
    expect(city.nZones).toBe(21);
    expect(sum(city.population)).toBe(1000);
    expect(city.population.every(Number.isInteger)).toBe(true);
    expect(Math.max(...city.population) - Math.min(...city.population)).toBe(1);
    expect([city.code[0], city.code[6], city.code[20]]).toEqual(['r1c1', 'r1c7', 'r3c7']);
    expect([city.xKm[0], city.yKm[0], city.xKm[20], city.yKm[20]]).toEqual([-3, 1, 3, -1]);
  });

  it('measures straight lines between zones and half the root of the area inside one', () => {
    const city = readCity([grid(4, 5, 100, 'grid', 2)], noText);
    expect(city.distanceKm[0]).toBe(1);
    expect(city.distanceKm[1]).toBe(2);
    expect(city.distanceKm[5]).toBeCloseTo(Math.sqrt(8), 6);
    expect(city.distanceKm[5 * 20]).toBe(city.distanceKm[5]);
  });

  it('is refused beyond 5,000 zones, alone or together', () => {
    for (const cities of [[grid(100, 51)], [grid(60, 60, 9, 'a'), grid(30, 50, 9, 'b')]])
      expect(faultsOf(() => readCity(cities, noText))).toEqual([
        '{"path":["city"],"what":"too many zones","got":5100,"expected":"at most 5000 in all cities together"}',
      ]);
  });
});

describe('two zones', () => {
  it('are never nearer than a person inside the smaller one finds it', () => {
    const city = csv(`${HEADER},area_km2\na,48,2,10,16\nb,48.001,2,20,4\nc,48.1,2,30,4\nd,48.1001,2,5,100`);
    const km = (from: number, to: number): number => city.distanceKm[from * 4 + to];
    expect([km(0, 0), km(1, 1), km(0, 1), km(1, 0)]).toEqual([2, 1, 1, 1]);
    expect(km(2, 3)).toBe(1);
    expect(km(0, 2)).toBeCloseTo(11.12, 2);
  });

  it('notice no more of each other than of themselves, however wide one is', () => {
    const city = csv(`${HEADER},area_km2\nwide,48,2,10,400\nsmall,48.001,2,20,4`);
    const { persons } = createGround(small({ sites: { count: 1 } }), city, 1).notice;
    expect(persons[0]).toBe(30);
    expect(persons[1]).toBe(30);
  });
});

describe('several cities', () => {
  const city = readCity([grid(2, 1, 10, 'east'), grid(1, 2, 10, 'west')], noText);

  it('are infinitely far apart, each contiguous, and do not overlap on the map', () => {
    expect(city.cityNames).toEqual(['east', 'west']);
    expect([...city.zoneCity]).toEqual([0, 0, 1, 1]);
    expect(city.distanceKm[2]).toBe(Infinity);
    expect(city.distanceKm[2 * 4 + 3]).toBe(1);
    expect(Math.min(...city.outline[2].map(([x]) => x))).toBeGreaterThan(Math.max(...city.outline[1].map(([x]) => x)));
  });
});

describe('a CSV of zones', () => {
  it('gives the inner ring areas within 3 % of the true 762 km2', () => {
    const path = 'scenarios/data/zones-paris-inner-ring.csv';
    const city = readCity([{ name: 'paris', zones: path }], (file) => readFileSync(file, 'utf8'));
    expect(city.nZones).toBe(140);
    expect(Math.abs(sum(city.areaKm2) / 762 - 1)).toBeLessThan(0.03);
    expect(Math.max(...city.areaKm2)).toBeLessThan(16);
    const [first, twentieth] = [city.code.indexOf('75101'), city.code.indexOf('75120')];
    expect(city.distanceKm[first * 140 + twentieth]).toBeCloseTo(4.6, 0);
  });

  it('keeps named areas and shares, whatever the order of columns', () => {
    const city = csv(`area_km2,share_low,share_middle,share_high,population,lon_deg,lat_deg,code
7,0.2,0.5,0.3,10,2,48,a
,,,,20,2.1,48,b
,,,,30,2,48.1,c`);
    expect(city.areaKm2[0]).toBe(7);
    expect(city.areaKm2[1]).toBeGreaterThan(0);
    expect([...city.incomeShare.slice(0, 3)]).toEqual([0.2, 0.5, 0.3]);
    expect(city.incomeShare.slice(3).every(Number.isNaN)).toBe(true);
    expect(city.distanceKm[2]).toBeCloseTo(11.12, 2);
    expect(city.distanceKm[1]).toBeCloseTo(7.44, 2);
  });

  it('handles zones on one line, two zones, and a city across the 180th meridian', () => {
    const line = csv(`${HEADER}\na,0,10,1\nb,0,10.01,1\nc,0,10.02,1\n`);
    expect(line.areaKm2.every((km2) => km2 > 1 && km2 < 2)).toBe(true);
    const two = csv(`${HEADER}\na,0,179.995,1\nb,0,-179.995,1\n`);
    expect(two.distanceKm[1]).toBeCloseTo(1.112, 3);
  });

  it('reports every fault at once with its line and column', () => {
    const faults = faultsOf(() =>
      csv(`\uFEFF${HEADER},area_km2
a,48,2,10,1
"a",95,2.1,ten,1

"line
break",48,2.2,-5,0
d,48,2
e,48,2,1,1
,47,"2,5",1,1`),
    );
    expect(faults).toEqual([
      'zones.csv:3:1: code: same code as line 2, got "a"; expected a code of its own for every zone',
      'zones.csv:3:5: lat_deg: out of range, zone "a", got "95"; expected WGS 84 degrees from -90 to 90',
      'zones.csv:3:12: population: not a number, zone "a", got "ten"; expected persons, from 0 to 1e9',
      'zones.csv:6:15: population: out of range, zone "line break", got "-5"; expected persons, from 0 to 1e9',
      'zones.csv:6:18: area_km2: out of range, zone "line break", got "0"; expected km2, from 1e-6 to 1e6, or nothing',
      'zones.csv:7:1: wrong number of fields, zone "d", got 3; expected 5 as in the header',
      'zones.csv:8:3: lat_deg: same position as line 2, zone "e", got "48, 2"; expected one row per zone',
      'zones.csv:9:1: code: is empty; expected a code of its own for every zone',
      'zones.csv:9:5: lon_deg: a comma in a number where the file has decimal points, got "2,5"; expected WGS 84 degrees from -180 to 180; write 2.5 and 12000',
    ]);
  });

  it('names missing and repeated columns, and ignores others', () => {
    const faults = faultsOf(() => csv('code,lat_deg,population,population,area\na,1,1,1,1'));
    expect(faults.map((fault) => fault.split(', got')[0].split(';')[0])).toEqual([
      'zones.csv:1:1: lon_deg: missing column',
      'zones.csv:1:25: population: column named twice',
    ]);
  });

  it('refuses an empty file, no zones, nobody, half-named shares, and a single zone without area', () => {
    expect(faultsOf(() => csv(''))).toHaveLength(1);
    expect(faultsOf(() => csv(`${HEADER}\n`))[0]).toContain('no zones');
    expect(faultsOf(() => csv(`${HEADER}\na,1,1,0\nb,2,2,0`))[0]).toContain('nobody lives there');
    expect(faultsOf(() => csv(`${HEADER},share_low\na,1,1,1,0.5\nb,2,2,1,`))[0]).toContain('got [0.5, null, null]');
    expect(faultsOf(() => csv(`${HEADER}\na,1,1,5`))[0]).toContain('zones.csv:2:1: area_km2: a single zone');
    expect(csv(`${HEADER},area_km2\na,1,1,5,4`).distanceKm[0]).toBe(1);
  });

  it('collects faults over all files, unreadable ones too', () => {
    const specs: CitySpec[] = [
      { name: 'a', zones: 'a.csv' },
      { name: 'b', zones: 'b.csv' },
    ];
    const faults = faultsOf(() => readCity(specs, (path) => (path === 'a.csv' ? noText() : HEADER)));
    expect(faults).toEqual([
      '{"path":["city",0,"zones"],"what":"cannot be read (nothing to read)","got":"a.csv","expected":"a file of zones"}',
      'b.csv:1:1: no zones, got 0; expected a row per zone below the header',
    ]);
  });
});

describe('incomes', () => {
  const streamsOf = (replicate: number) => openStreams('seed', replicate, ['zone-income']);

  it('keep named shares, give one unnamed zone the mean, and differ between seeds', () => {
    const named = `${HEADER},share_low,share_middle,share_high\na,1,1,5,0.6,0.3,0.1\nb,1.01,1,5,,,\n`;
    const shares = drawIncomes(csv(named), streamsOf(0));
    expect([...shares.slice(0, 3)]).toEqual([0.6, 0.3, 0.1]);
    for (let c = 0; c < 3; c++) expect(shares[3 + c]).toBeCloseTo(MEAN_SHARES[c], 12);
    const city = readCity([grid(5, 5)], noText);
    expect(drawIncomes(city, streamsOf(0))).toEqual(drawIncomes(city, streamsOf(0)));
    expect(drawIncomes(city, streamsOf(1))).not.toEqual(drawIncomes(city, streamsOf(0)));
  });

  it('are alike in neighbours and unlike far apart, with a spread near 0.14', () => {
    const city = readCity([grid(20, 20)], noText);
    let near = 0;
    let far = 0;
    let square = 0;
    for (let replicate = 0; replicate < 20; replicate++) {
      const low = drawIncomes(city, streamsOf(replicate))
        .filter((_, k) => k % 3 === 0)
        .map((s) => s - 0.3);
      for (let zone = 0; zone < 200; zone++) {
        near += (low[zone] * low[zone + 20]) / 4000;
        far += (low[zone] * low[zone + 200]) / 4000;
        square += (low[zone] * low[zone]) / 4000;
      }
    }
    expect(near / square).toBeGreaterThan(0.8);
    expect(Math.abs(far / square)).toBeLessThan(0.3);
    expect(Math.sqrt(square)).toBeGreaterThan(0.09);
    expect(Math.sqrt(square)).toBeLessThan(0.19);
  });

  it('do not change in one city when another is added after it', () => {
    const one = drawIncomes(readCity([grid(4, 4, 10, 'a')], noText), streamsOf(0));
    const two = drawIncomes(readCity([grid(4, 4, 10, 'a'), grid(3, 3, 10, 'b')], noText), streamsOf(0));
    expect(two.slice(0, one.length)).toEqual(one);
  });
});

describe('areas', () => {
  const spec = (share: number, buffer_km: number, rule: 'most-sites' | 'most-population' = 'most-sites') => ({
    target: { rule, share },
    buffer_km,
  });

  it('target the zones with most sites, buffer their neighbours and leave the rest as control', () => {
    const city = readCity([grid(5, 1)], noText);
    expect([...drawAreas(city, spec(0.2, 1), [0, 0, 0, 3, 1])]).toEqual([2, 2, 1, 0, 1]);
    expect([...drawAreas(city, spec(0.4, 1), [0, 0, 0, 3, 1])]).toEqual([2, 2, 1, 0, 0]);
    expect([...drawAreas(city, spec(0.01, 0), [1, 0, 0, 0, 0])]).toEqual([0, 2, 2, 2, 2]);
    expect([...drawAreas(city, spec(0, 9), [1, 0, 0, 0, 0])]).toEqual([2, 2, 2, 2, 2]);
    expect([...drawAreas(city, spec(1, 9), [1, 0, 0, 0, 0])]).toEqual([0, 0, 0, 0, 0]);
  });

  it('break ties by population, then by index', () => {
    const city = csv(`${HEADER}\na,1,1,5\nb,1,1.1,9\nc,1,1.2,9\nd,1,1.3,1`);
    expect([...drawAreas(city, spec(0.25, 0), [0, 0, 0, 0])]).toEqual([2, 0, 2, 2]);
    expect([...drawAreas(city, spec(0.5, 0, 'most-population'), [9, 0, 0, 9])]).toEqual([2, 0, 0, 2]);
  });

  it('never buffer into another city', () => {
    const city = readCity([grid(2, 1, 10, 'a'), grid(2, 1, 10, 'b')], noText);
    expect([...drawAreas(city, spec(0.25, 1000), [1, 0, 0, 0])]).toEqual([0, 1, 2, 2]);
  });
});
