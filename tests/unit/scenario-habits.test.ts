// What editors, spreadsheets and habits write is read where it has one meaning, and told what to write where it has not.
import { describe, expect, test } from 'vitest';
import { jsonSchema } from '../../src/scenario/describe.ts';
import type { Fault } from '../../src/scenario/faults.ts';
import { accepted, brief, LEAST, refused } from '../support/scenario-files.ts';

/** The least file without the sections that `more` writes anew. */
const file = (more: string): string => {
  const lines = LEAST.split('\n').filter((line) => line !== '' && !more.startsWith(`${line.split(':')[0]}:`));
  return [...lines, more, ''].join('\n');
};
const policy = (fields: string): string =>
  file(`arms: { baseline: {}, a: { policies: [ { kind: street-stops, hours_per_day: 2, ${fields} } ] } }`);
const only = (text: string, sets: string[] = []): Fault => {
  const faults = refused(text, sets);
  expect(brief(faults)).toHaveLength(1);
  return faults[0];
};

describe('is read', () => {
  test.each([
    ['a byte order mark', `\ufeff${LEAST}`],
    [
      'a byte order mark before JSON',
      `\ufeff${JSON.stringify(accepted(LEAST), (key, value) => (key === 'name' ? undefined : value))}`,
    ],
    ['line ends of Windows', LEAST.replaceAll('\n', '\r\n')],
    ['line ends of old Macs', LEAST.replaceAll('\n', '\r')],
    ['no line end at the end', LEAST.trimEnd()],
    ['commas at the end of lists and maps in brackets', file('audit: { buffers_km: [1, 2,], }')],
  ])('%s', (_, text) => expect(accepted(text).customers.count).toBe(100));

  test('a byte order mark in a file that is extended', () => {
    expect(accepted({ 'a.yaml': '\ufeffextends: b.yaml\n', 'b.yaml': `\ufeff${LEAST}seeds: 7\n` }).seeds).toBe(7);
  });

  test('a byte order mark, which moves no column', () => {
    expect(only(`\ufeffseeds: 0\n${LEAST}`)).toMatchObject({ line: 1, col: 8 });
    expect(only(LEAST.replaceAll('\n', '\r').replace('count: 3', 'count: -3'))).toMatchObject({ line: 4, col: 17 });
  });

  test('a switch as on or off in any case, and as true or false in three', () => {
    const words = { Off: false, OFF: false, oFf: false, off: false, On: true, oN: true, FALSE: false, True: true };
    for (const [word, isOn] of Object.entries(words)) {
      expect(accepted(file(`mechanisms: { learning: ${word} }`)).mechanisms.learning, word).toBe(isOn);
      expect(accepted(LEAST, [`mechanisms.direct_drop=${word}`]).mechanisms.direct_drop, word).toBe(isOn);
      const undercover = `policies: [ { kind: platform-investigation, hours_per_day: 1, undercover: ${word} } ]`;
      expect(accepted(file(undercover)).policies[0], word).toMatchObject({ undercover: isOn });
    }
  });

  test('a date where a day is asked, counted from the start date of the same file', () => {
    const days = (text: string) => accepted(text).arms.a.policies[0];
    const dates = 'announce_day: 2021-03-01, start_day: 2021-04-01, end_day: "2021-05-01"';
    expect(days(policy(dates))).toMatchObject({ announce_day: 59, start_day: 90, end_day: 120 });
    expect(
      days(`${policy(dates)}time: { start_date: 2021-03-02 }\n`.replace('announce_day: 2021-03-01, ', '')),
    ).toMatchObject({ announce_day: 30, start_day: 30, end_day: 60 });
    expect(
      accepted(file('policies: [ { kind: finance, hours_per_day: 1, start_day: 2020-12-01 } ]')).policies[0].start_day,
    ).toBe(-31);
    expect(
      accepted(policy('start_day: 5'), ['arms.a.policies.0.start_day=2021-01-31']).arms.a.policies[0].start_day,
    ).toBe(30);
  });

  test('a date through files that are extended, from the start date that is valid in the end', () => {
    const base = policy('start_day: 2022-01-10');
    expect(
      accepted({ 'a.yaml': 'extends: b.yaml\ntime: { start_date: 2022-01-01 }\n', 'b.yaml': base }).arms.a.policies[0]
        .start_day,
    ).toBe(9);
  });

  test('by editors too: the JSON Schema takes dates and switches in any case', () => {
    const text = JSON.stringify(jsonSchema());
    expect(text).toContain('{"type":"string","format":"date"}');
    expect(text).toContain('^[Oo]([Nn]|[Ff][Ff])$');
  });
});

describe('a date outside the windows', () => {
  test.each([
    [
      'start_day: 2025-05-01',
      'outside the windows',
      '2025-05-01 (day 1581)',
      'a day from 0 to 364 (2021-01-01 to 2021-12-31)',
    ],
    [
      'start_day: 2020-12-31',
      'outside the windows',
      '2020-12-31 (day -1)',
      'a day from 0 to 364 (2021-01-01 to 2021-12-31)',
    ],
    [
      'start_day: 10, announce_day: 2021-02-01',
      'announced after the start',
      '2021-02-01 (day 31)',
      'at most start_day 10',
    ],
    ['start_day: 10, end_day: 2021-01-05', 'ends before it starts', '2021-01-05 (day 4)', 'more than start_day 10'],
    [
      'start_day: 1500-01-01',
      'out of range',
      '1500-01-01 (day -190292)',
      'a whole number from -7305 to 7305 (day) or a date',
    ],
  ])('%s is told as date and day', (fields, what, got, expected) => {
    expect(only(policy(fields))).toMatchObject({ what, got, expected });
  });

  test('is told for a start date that is none only as that', () => {
    expect(only(`${policy('start_day: 2021-05-01')}time: { start_date: soon }\n`).path).toBe('time.start_date');
  });
});

describe('a fault says what to write for', () => {
  test.each([
    ['mechanisms: { referral: no }', 'did you mean off'],
    ['mechanisms: { referral: N }', 'did you mean off'],
    ['mechanisms: { referral: "off " }', 'did you mean off'],
    ['mechanisms: { referral: Yes }', 'did you mean on'],
    ['mechanisms: { referral: y }', 'did you mean on'],
    ['mechanisms: { referral: 0 }', 'did you mean off'],
    ['areas:\n  buffer_km: 1,5', 'write 1.5, with a decimal point'],
    ['areas: { buffer_km: 1,5 }', 'write 1.5'],
    ['areas: { target: { share: 0,25, rule: most-sites } }', 'write 0.25'],
    ['areas: { buffer_km: 1,500 }', 'write 1500 or 1.5'],
    ['customers: { count: 1,250,000 }', 'write 1250000'],
    ['returns:\n  mean_h: "0,5"', 'write 0.5, with a decimal point'],
    ['seeds: 5_000', 'write 5000, without marks between thousands'],
    ['seeds: 5 000', 'write 5000, without marks between thousands'],
    ['seeds: 5\u00a0000', 'write 5000, without marks between thousands'],
    ['seeds: 5\u202f000', 'write 5000, without marks between thousands'],
    ["seeds: 5'000", 'write 5000, without marks between thousands'],
    ['seeds: 5’000', 'write 5000, without marks between thousands'],
    ['seeds: 5,000', 'write 5000 or 5'],
    ['seeds: 5.000', 'write 5000 or 5'],
    ['customers: { count: 1.000.000 }', 'write 1000000, without marks between thousands'],
    ['choice: { share_none: 20% }', 'write 0.2, without the sign'],
    ['choice: { share_none: "2,5 %" }', 'write 0.025, without the sign'],
    ['compare: { smallest_effect_percent: 5% }', 'write 5, without the sign'],
    ['choice: { share_none: 1/5 }', 'write 0.2, as a decimal'],
    ['seeds: "5"', 'write 5, as a plain number'],
    ['seeds: “5”', 'write 5, as a plain number'],
    ['choice: { loyalty_weight: −1 }', 'write -1, as a plain number'],
    ['seeds: 0b11', 'write 3, as a plain number'],
    ['seeds: 5;', 'write 5, without the semicolon'],
    ['seeds: 5,', 'write 5, without the comma'],
    ['seeds: 5#many', 'a space stands before the # of a comment'],
    ['seeds: NaN', 'leave it out for the default'],
    ['travel: { car_kmh: 20 km/h }', 'write 20, without the unit'],
    ['travel: { handover_min: 5 minutes }', 'write 5, without the unit'],
    ['travel: { handover_min: 2 h }', 'write the number alone, in min'],
    ['harm: { visits_per_million: 1k }', 'write the number alone, in per million orders'],
    ['delivery: { opens_h: 10:30 }', 'only whole hours are read: write 10 or 11'],
    ['delivery: { closes_h: 11 pm }', 'write 23'],
    ['delivery: { restock_after_h: 1:30 }', 'write 1.5'],
    ['delivery: { closes_h: 22h00 }', 'write 22'],
    ['time: { post_days: 2021-05-01 }', 'a number, not a date'],
    ['time: { start_date: 20210301 }', 'write the date as 2021-03-01'],
    ['time: { start_date: 2021/3/1 }', 'write the date as 2021-03-01'],
    ['time: { start_date: 25/03/2021 }', 'write the date as 2021-03-25'],
    ['time: { start_date: 3.4.2021 }', 'write the date as 2021-04-03'],
    ['time: { start_date: 03/04/2021 }', 'write the date as YYYY-MM-DD'],
    ['time: { start_date: 2021-02-30 }', 'no calendar has that day'],
    ['title: 2021', 'write it in quotes: "2021"'],
    ['audit: { buffers_km: 2 }', 'write [2]'],
    ['audit: { buffers_km: 1 to 2 }', 'write [1, 2]'],
    ['audit: { buffers_km: [0,5, 1,5] }', 'write decimals with a point: [0.5, 1.5]'],
    ['time: { “post_days”: 5 }', 'write it without quotes, or in those of the keyboard'],
    ['time: { post_days:5 }', 'a colon and a space part key and value: post_days: 5'],
    ['time: { post_days=5 }', 'a colon and a space part key and value: post_days: 5'],
    ['time:\n\u00a0\u00a0post_days: 5', 'a non-breaking space (U+00A0) stands in it: write ordinary spaces'],
    ['seeds:5', 'a space follows the colon: seeds: 5'],
    ['// few of them\nseeds: 5', 'comments begin with #'],
    ['title: Stops: a study', 'a text that holds a colon and a space stands in quotes'],
    ['title: “Stops: a study”', 'write quotes as on the keyboard: " or \''],
    ['time:\n\tpost_days: 5', 'indent with spaces, not tabs'],
    ['arms: { baseline: {}, x: { <<: *a } }', 'or name a file to build on with extends'],
  ])('%s', (written, hint) => expect(only(file(written)).hint).toBe(hint));

  test.each([
    ['start_day: 1.5.2021', 'write the date as 2021-05-01'],
    ['start_day: 2021-05-01T00:00', 'write the date as 2021-05-01'],
    ['start_day: 2021-02-30', 'no calendar has that day'],
    ['between: 10-18', 'write [10, 18]'],
    ['between: "10, 18"', 'write [10, 18]'],
    ['between: [10:00, 18]', 'write 10'],
  ])('a policy with %s', (fields, hint) => expect(only(policy(fields)).hint).toBe(hint));

  test('the same on the command line', () => {
    expect(only(LEAST, ['areas.buffer_km=1,5'])).toMatchObject({ hint: 'write 1.5, with a decimal point', line: 0 });
    expect(only(LEAST, ['mechanisms.tips=no']).hint).toBe('did you mean off');
  });

  test('a key of a former version', () => {
    expect(only(LEAST, ['investigation.number_forgotten_share=0.5'])).toMatchObject({
      what: 'unknown key',
      hint: 'it is called number_lost_share now',
    });
  });

  test('comments of JSON', () => {
    const text =
      '{ // the least\n "version": 2, "city": { "grid": { "columns": 4, "rows": 3, "population": 9 } }, "customers": { "count": 5 }, "sites": { "count": 1 } }';
    expect(only(text).hint).toBe('comments begin with #');
  });

  test('a version in quotes', () => expect(only(LEAST.replace('2', '"2"')).hint).toBe('write 2, without quotes'));

  test.each(['\0', '\ufffd'])('what is no UTF-8 (%j)', (odd) =>
    expect(only(`${LEAST}title: a${odd}\n`)).toMatchObject({ hint: 'save the file as UTF-8', line: 5, col: 9 }),
  );
});

describe('a merge key', () => {
  test('is told once, and not as keys that are missing', () => {
    const text = file(
      'arms:\n  baseline: {}\n  p: { policies: [ &ops { kind: finance, hours_per_day: 2 } ] }\n  q: { policies: [ { <<: *ops } ] }',
    );
    expect(only(text)).toMatchObject({
      what: 'a merge key, which YAML 1.2 does not have',
      expected: 'the keys written out',
    });
  });
});

describe('a decimal comma', () => {
  test('in braces is told where the number stands, once for each', () => {
    expect(brief(refused(file('areas: { target: { rule: most-sites, share: 0,2 }, buffer_km: 1,5 }')))).toEqual([
      'test.yaml:5:47  a number with a comma',
      'test.yaml:5:65  a number with a comma',
    ]);
  });

  test('in a list is told once, whatever the numbers are taken for', () => {
    const grams = 'customers: { count: 3, grams: { sizes_g: [0,5, 1,5], shares: [0,2, 0,8] } }';
    expect(brief(refused(file(grams)))).toEqual([
      'test.yaml:4:42 customers.grams.sizes_g numbers with commas',
      'test.yaml:4:62 customers.grams.shares numbers with commas',
    ]);
  });

  test('is no comma between whole numbers', () => {
    expect(accepted(file('audit: { buffers_km: [1,2,4] }')).audit.buffers_km).toEqual([1, 2, 4]);
  });
});

describe('a backslash in double quotes', () => {
  const city = (path: string): string => LEAST.replace(/city:.*/, `city: { zones: "${path}" }`);
  test.each([
    ['C:\\Users\\me\\zones.csv', "write 'C:\\Users\\me\\zones.csv' or C:/Users/me/zones.csv"],
    ['data\\new.csv', "write 'data\\new.csv' or data/new.csv"],
    ['data\\towns.csv', "write 'data\\towns.csv' or data/towns.csv"],
    ['data\\example.csv', "write 'data\\example.csv' or data/example.csv"],
    ['\\\\server\\zones.csv', "write '\\\\server\\zones.csv' or //server/zones.csv"],
  ])('is told for %s, also where it would be another path', (path, hint) => {
    const fault = only(city(path));
    expect(fault.hint).toBe(`a \\ in double quotes begins an escape: ${hint}`);
    expect(fault.line).toBe(2);
  });

  test('is told for what a file extends', () => {
    expect(only('extends: "towns\\north.yaml"\n').hint).toContain("write 'towns\\north.yaml' or towns/north.yaml");
  });
});

describe('no text of a scenario holds what drives a terminal', () => {
  test.each(['title', 'description', 'seed', 'baseline'])('%s', (key) => {
    for (const sequence of ['\\e[31m', '\\a', '\\x9b', '\\x7f', '\\x08']) {
      expect(only(file(`${key}: "a${sequence}b"`)).what).toBe('a control character');
    }
  });

  test('nor does any key, nor what is written as it is', () => {
    expect(only(file('"a\\eb": 1')).what).toBe('a control character in a key');
    expect(only(file('title: a\x1b[2Jb')).what).toBe('a control character');
  });

  test('but a description has lines', () => {
    expect(accepted(file('description: |\n  one\n  two\n')).description).toBe('one\ntwo\n');
  });
});
