// Tables as spreadsheets, statistics packages and people write them: what is read, and what is told of the rest.
import { describe, expect, it } from 'vitest';
import { readCsv } from '../../src/city/csv.ts';

const HEADER = 'code,lat_deg,lon_deg,population';
const ROWS = ['A,48.86,2.33,16030', 'B,48.868,2.34,21130', 'C,48.87,2.36,34000.5'];

/** Zones, faults and notes of a text. */
function read(...lines: string[]) {
  const faults: string[] = [];
  const zones = readCsv(lines.join('\n'), (where, what, got, expected) =>
    faults.push(`${where}: ${what}${got === undefined ? '' : `, got ${got}`}; expected ${expected}`),
  );
  return { zones, faults, notes: zones?.notes };
}
const populations = (...lines: string[]) => {
  const { zones, faults } = read(...lines);
  expect(faults).toEqual([]);
  return zones?.population;
};
const inRow = (row: string, separator = ';'): string => row.replaceAll(',', separator).replace(/\./g, ',');
const only = (faults: string[]): string => {
  expect(faults).toHaveLength(1);
  return faults[0];
};

describe('a table', () => {
  it.each([
    ['semicolons and decimal commas', [HEADER, ...ROWS].map((row) => inRow(row))],
    ['semicolons and decimal points', [HEADER, ...ROWS].map((row) => row.replaceAll(',', ';'))],
    ['tabs and decimal commas', [HEADER, ...ROWS].map((row) => inRow(row, '\t'))],
    ['a line that names the separator', ['sep=;', ...[HEADER, ...ROWS].map((row) => inRow(row))]],
    ['such a line as a sheet saves it again', ['"sep=|"', ...[HEADER, ...ROWS].map((row) => inRow(row, '|'))]],
    ['a byte order mark before it', ['\uFEFFsep=,', HEADER, ...ROWS]],
    ['names of columns in capitals and with blanks', ['Code,LAT deg, Lon_Deg ,POPULATION', ...ROWS]],
    [
      'blank rows above, between and below',
      ['', ' ', ',,,', HEADER, ROWS[0], ',,,', '" ",,, ', ROWS[1], '', ROWS[2], ',,,', ','],
    ],
    ['blank columns at its end', [`${HEADER},,`, `${ROWS[0]},,`, ROWS[1], `${ROWS[2]},`]],
    ['separators beyond its header', [HEADER, `${ROWS[0]},,,`, ROWS[1], `${ROWS[2]}, `]],
  ])('with %s is read as it is meant', (_, lines) => {
    const { zones, faults } = read(...lines);
    expect(faults).toEqual([]);
    const plain = read(HEADER, ...ROWS).zones;
    // The plane is functions, of the positions that are compared.
    expect({ ...zones, notes: [], plane: null }).toEqual({ ...plain, plane: null });
  });

  it('says which separator and decimal sign it was read with, where it is not the comma and the point', () => {
    expect(read(HEADER, ...ROWS).notes).toEqual([]);
    expect(read(...[HEADER, ...ROWS].map((row) => inRow(row))).notes).toEqual([
      'read as parted by semicolons, with decimal commas',
    ]);
    expect(read(...[HEADER, ...ROWS].map((row) => row.replaceAll(',', '\t'))).notes).toEqual([
      'read as parted by tabs',
    ]);
  });

  it('ignores columns that it does not know, and names them, with what one of them may have meant', () => {
    const { notes } = read(
      `,${HEADER},region,Area (km2),area_km,share_lwo,name`,
      ...ROWS.map((row, k) => `${k},${row},x,1,2,3,Town ${k}`),
    );
    expect(notes).toEqual([
      'columns ignored: number 1, which has no name, "region", "Area (km2)" (did you mean area_km2?), "area_km" (did you mean area_km2?), "share_lwo" (did you mean share_low?)',
    ]);
    const many = Array.from({ length: 30 }, (_, k) => `q${k}`).join();
    const [note] = read(`${HEADER},${many}`, ...ROWS.map((row) => `${row},${many}`)).notes!;
    expect(note).toMatch(/"q9" and 20 more$/);
  });

  it('never lets a name drive the terminal', () => {
    const name = 'x\u001b[31m\u009b\u0007';
    const { notes } = read(`${HEADER},${name}`, ...ROWS.map((row) => `${row},1`));
    expect(notes!.join()).not.toMatch(/\p{Cc}/u);
    expect(read(HEADER, `${name},200,2,1`, ROWS[0]).faults.join()).not.toMatch(/\p{Cc}/u);
  });

  it('finds short rows that lack only what is ignored sound, and others not', () => {
    expect(populations(`${HEADER},note`, `${ROWS[0]},x`, ROWS[1], ROWS[2])).toHaveLength(3);
    const short = read(`${HEADER},area_km2`, `${ROWS[0]},1`, 'B,48.8,2.34', 'C,48.87,2.36,1', `${ROWS[2]},1`);
    expect(only(short.faults)).toBe(
      '3:1: wrong number of fields in 2 of 4 rows, first of zone "B", got 3; expected 5 as in the header',
    );
    const long = read(HEADER, ROWS[0], 'B,48,8,2,34,5');
    expect(only(long.faults)).toContain('got 6; expected 4 as in the header; a comma inside a field wants quotes');
  });
});

describe('numbers of a table', () => {
  const column = (...cells: string[]) => cells.map((cell, k) => `z${k},48.${10 + k},2.5,${cell}`);

  it('may have blanks or apostrophes between thousands, a sign and an exponent', () => {
    const cells = ['16 030', '16\u00a0030', '16\u202f030.5', "1'234'567", '16’030', '+5', '1e3', '1.5E2', '007', '.5'];
    expect(populations(HEADER, ...column(...cells))).toEqual([
      16030, 16030, 16030.5, 1234567, 16030, 5, 1000, 150, 7, 0.5,
    ]);
    const south = (sign: string) =>
      read('code;lat_deg;lon_deg;population', `A;${sign}48,5;2,5;1`, 'B;−47,5;2,5;1').zones?.yKm;
    expect(south('−')).toEqual(south('-'));
  });

  it.each([
    ['16,030', 'could be 16030 or 16.030'],
    ['16.030', 'could be 16030 or 16.030'],
  ])('that are counted are not guessed at: %s', (cell, what) => {
    for (const separator of [';', '\t']) {
      const rows = [HEADER, ...column('"§"', '"§"', '5')].map((row) =>
        row.replaceAll(',', separator).replaceAll('§', cell),
      );
      const fault = only(read(...rows).faults);
      expect(fault).toContain(`population: ${what} in 2 of 3 rows, first of zone "z0", got ${cell}`);
      expect(fault).toContain('write thousands without a sign between them');
    }
    expect(only(read(HEADER, ...column(`"${cell}"`)).faults)).toContain(what);
  });

  it('show by others of their column that a sign parts decimals', () => {
    expect(populations(HEADER, ...column('16.030', '16.5'))).toEqual([16.03, 16.5]);
    expect(populations(...[HEADER, 'A,48.5,2.5,16.030', 'B,48.6,2.5,0.25'].map((row) => inRow(row)))).toEqual([
      16.03, 0.25,
    ]);
  });

  it('have one decimal sign in a file', () => {
    const points = read('code;lat_deg;lon_deg;population', 'A;48.5;2.5;16,5', 'B;48.6;2.5;1');
    expect(only(points.faults)).toContain(
      '2:12: population: a comma in a number where the file has decimal points, zone "A", got 16,5',
    );
    const commas = read('code;lat_deg;lon_deg;population', 'A;48,5;2,5;1', 'B;48,6;2.5;1.5');
    expect(commas.faults).toHaveLength(2);
    expect(commas.faults[0]).toContain('3:8: lon_deg: a point in a number where the file has decimal commas');
  });

  it.each([
    ['NA', 'a mark of a missing value'],
    ['n/a', 'a mark of a missing value'],
    ['-', 'a mark of a missing value'],
    ['null', 'a mark of a missing value'],
    ['NaN', 'a mark of a missing value'],
    ['#N/A', 'an error of a spreadsheet'],
    ['#REF!', 'an error of a spreadsheet'],
    ['#DIV/0!', 'an error of a spreadsheet'],
    ['20%', 'a percentage'],
    ['12 km2', 'a number with a unit'],
    ['5 €', 'a number with a unit'],
    ['n/d', 'not a number'],
    ['0x10', 'not a number'],
    ['1.234.567', 'not a number'],
    ['1_000', 'not a number'],
    ['', 'is empty'],
    ['-3', 'out of range'],
    ['1e400', 'out of range'],
  ])('are told what %j is, once for the column', (cell, what) => {
    const { faults } = read(HEADER, ...column('5', cell, '6', cell, cell));
    expect(only(faults)).toMatch(new RegExp(`^3:\\d+: population: ${what} in 3 of 5 rows, first of zone "z1"`));
    if (cell !== '') expect(faults[0]).toContain(`, got ${cell}; expected persons, from 0 to 1e9`);
  });

  it('are told by their mistake: two in a column are two faults', () => {
    const { faults } = read(HEADER, ...column('NA', '-1', 'x', 'NA', '-1'));
    expect(faults.map((fault) => fault.split(' in ')[0])).toEqual([
      '2:14: population: a mark of a missing value',
      '3:14: population: out of range',
      '4:14: population: not a number, zone "z2", got x; expected persons, from 0 to 1e9',
    ]);
  });

  it('in metres of a grid are no degrees', () => {
    const { faults } = read(HEADER, 'A,6862000,652000,1', 'B,6862100,652000,1');
    expect(faults.map((fault) => fault.split(' in 2')[0])).toEqual([
      '2:3: lat_deg: metres, not degrees',
      '2:11: lon_deg: metres, not degrees',
    ]);
  });
});

describe('a header', () => {
  it('that names a column otherwise is told what was meant', () => {
    const { faults } = read('zone,Latitude,lng,popluation', ...ROWS);
    expect(faults.map((fault) => fault.replace(/missing column.*did you mean/, '…'))).toEqual([
      '1:1: code: … code by "zone"',
      '1:1: lat_deg: … lat_deg by "Latitude"',
      '1:1: lon_deg: … lon_deg by "lng"',
      '1:1: population: … population by "popluation"',
    ]);
    expect(only(read('code,lat_deg,lon_deg,population_2020', ...ROWS).faults)).toContain('by "population_2020"');
  });

  it.each([
    ['one column', 'code lat_deg lon_deg population', 'A  48.8  2.3  100'],
    ['one column', 'code|lat_deg|lon_deg|population', 'A|48.8|2.3|100'],
    ['no header', 'A,48.8,2.3,100', 'B,48.9,2.3,100'],
    ['no header', 'Zonage;Nord;Sud;Est', 'B;1;2;3'],
  ])('there is none of: %s, once', (what, ...lines) => {
    expect(only(read(...lines).faults)).toMatch(new RegExp(`^1:1: ${what}, got .*expected columns code, lat_deg`));
  });

  it('below a title is pointed at', () => {
    const { faults } = read('Zones of the town;;;', ';;;', ...[HEADER, ...ROWS].map((row) => inRow(row)));
    expect(only(faults)).toContain('line 3 looks like it: delete what stands above');
  });

  it('names no column twice, but others as often as it likes', () => {
    expect(only(read(`${HEADER},Population`, ...ROWS.map((row) => `${row},1`)).faults)).toContain(
      '1:33: population: column named twice, got Population',
    );
    expect(read(`${HEADER},x,x`, ...ROWS.map((row) => `${row},1,2`)).notes).toEqual(['columns ignored: "x", "x"']);
  });
});

describe('codes of a table', () => {
  it('are unlike, not empty, and no errors of a spreadsheet', () => {
    const { faults } = read(
      HEADER,
      'A,48.1,2,1',
      'A,48.2,2,1',
      'A,48.3,2,1',
      ',48.4,2,1',
      '#N/A,48.5,2,1',
      '#REF!,48.6,2,1',
    );
    expect(faults).toEqual([
      '3:1: code: same code as a line above in 2 of 6 rows, got A; expected a code of its own for every zone',
      '5:1: code: is empty; expected a code of its own for every zone',
      '6:1: code: an error of a spreadsheet in 2 of 6 rows, got #N/A; expected a code of its own for every zone',
    ]);
  });

  it('may look like numbers or like nothing', () => {
    expect(read(HEADER, '01001,48.1,2,1', '1001,48.2,2,1', 'NA,48.3,2,1', '-,48.4,2,1').zones!.code).toEqual([
      '01001',
      '1001',
      'NA',
      '-',
    ]);
  });
});

describe('quotes', () => {
  it('keep separators, line breaks and quotes, and what follows has its true line and column', () => {
    const { faults } = read('"code";lat_deg;lon_deg;population;name', '"A\r\n;""b""";x;2;1;"t;\rt"', 'B;y;2;1;');
    expect(only(faults)).toContain('3:9: lat_deg: not a number in 2 of 2 rows, first of zone "A  ;\\"b\\""');
    const { zones } = read('code;lat_deg;lon_deg;population;name', 'A;1,5;2;1;"t;\rt"', 'B;2;2;1;"o""n" e');
    expect(zones!.name).toEqual(['t;\rt', 'o"n e']);
  });

  it('that are never closed are found where they open', () => {
    expect(only(read('code,"lat_deg,lon_deg,population', ...ROWS).faults)).toContain(
      '1:6: a quote that is never closed',
    );
    expect(only(read(HEADER, ROWS[0], `"${ROWS[1]}`, ROWS[2]).faults)).toContain('3:1: a quote that is never closed');
  });
});
