// Decimal commas in a file that is parted by commas: in quotes, as some spreadsheets save them.
import { expect, it } from 'vitest';
import { CityError, readCity } from '../../src/city/read.ts';

const HEADER = '"code","lat_deg","lon_deg","population"';
const read = (...rows: string[]) =>
  readCity([{ name: 'town', zones: 'z.csv' }], () => `${[HEADER, ...rows].join('\r\n')}\r\n`);

it('are read, and a note says so', () => {
  const city = read('"A","48,8","2,3","42000"', '"B","48,81","2,33","38000"');
  expect([...city.latDeg, ...city.lonDeg]).toEqual([48.8, 48.81, 2.3, 2.33]);
  expect(city.notes).toEqual(['z.csv: read with decimal commas, in quotes']);
});

it('are faults beside decimal points, and thousands stay a fault', () => {
  expect(() => read('A,48.8,2.3,42000', 'B,"48,81",2.33,38000')).toThrow(CityError);
  expect(() => read('A,48.8,2.3,"42,000"', 'B,48.81,2.33,38000')).toThrow('could be 42000 or 42.000');
});
