// A user's own table of zones from the command line: what is read says how on stderr, what is not has its place.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { freshFolder, put, tiny, waterbed } from './waterbed.ts';

const folder = freshFolder();
const scenario = (file: string): string =>
  put(folder, `${file}.yaml`, tiny().replace(/^city: .*$/m, `city: { zones: ${file} }`));

describe('check', () => {
  it('reads a sheet as a spreadsheet saves it, and notes how on stderr', async () => {
    const rows = ['Code;lat_deg;lon_deg;Population;quarter;', 'A;48,8;2,3;42 000;x;', 'B;48,8;2,36;38000;;', ';;;;;'];
    const text = `sep=;\r\n${rows.join('\r\n')}\r\n`;
    writeFileSync(join(folder, 'sheet.csv'), Buffer.from(`\uFEFF${text}`, 'utf16le'));
    const { code, stdout, stderr } = await waterbed(folder, 'check', scenario('sheet.csv'), '--json');
    expect(stderr).toBe(
      'Note: sheet.csv: read as parted by semicolons, with decimal commas\nNote: sheet.csv: columns ignored: "quarter"\n',
    );
    expect({ code, ok: JSON.parse(stdout).ok }).toEqual({ code: 0, ok: true });
  });

  it('says of a file in Windows-1252 that it is no UTF-8, and where', async () => {
    const text = 'code,lat_deg,lon_deg,population\nB\xe9,48.8,2.3,4200\nB\xe8,48.82,2.3,4200\n';
    writeFileSync(join(folder, 'windows.csv'), Buffer.from(text, 'latin1'));
    const { code, stdout, stderr } = await waterbed(folder, 'check', scenario('windows.csv'));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(
      'windows.csv:2:2: not UTF-8: byte E9, which is é in Windows-1252; expected UTF-8: save it as "CSV UTF-8" in a spreadsheet, as "UTF-8" in an editor\n',
    );
  });

  it('tells a mistake of many zones once', async () => {
    const rows = Array.from({ length: 120 }, (_, k) => `A${k},${48 + k / 256},2.3,${k % 2 === 0 ? 'n/d' : 100}`);
    put(folder, 'many.csv', `code,lat_deg,lon_deg,population\n${rows.join('\n')}\n`);
    const { code, stderr } = await waterbed(folder, 'check', scenario('many.csv'));
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'many.csv:2:11: population: not a number in 60 of 120 rows, first of zone "A0", got "n/d"; expected persons, from 0 to 1e9\n',
    });
  });
});
