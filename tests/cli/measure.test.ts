// `waterbed-sim measure`: estimators on a user's own counts, faults of the file, and the page that shows it.
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ESTIMATOR_IDS } from '../../src/measures/estimators/ids.ts';
import { freshFolder, ROOT, waterbed } from './waterbed.ts';

const EXAMPLE = 'scenarios/data/example-counts.csv';
const folder = freshFolder();
symlinkSync(join(ROOT, 'scenarios'), join(folder, 'scenarios'));

/** Writes a file of counts and returns its name. */
function counts(name: string, ...lines: string[]): string {
  writeFileSync(join(folder, name), `${lines.join('\n')}\n`);
  return name;
}

const HEADER = 'area,role,before,after';
const json = async (...args: string[]) => JSON.parse((await waterbed(folder, 'measure', ...args, '--json')).stdout);

describe('measure', () => {
  it('prints counts, value, interval, a sentence and the source', async () => {
    const { code, stdout, stderr } = await waterbed(folder, 'measure', 'wdd', '--counts', EXAMPLE);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^target +1 +207 +110$/m);
    expect(stdout).toMatch(/^value +−118 events$/m);
    expect(stdout).toMatch(/^standard error +39\.60$/m);
    expect(stdout).toContain('a fall, significant at 5 %.');
    expect(stdout).toContain('Wheeler & Ratcliffe (2018)');
  });

  it('prints with --json the keys that the page names, the same for one estimator as among all', async () => {
    const one = await json('wdd', '--counts', EXAMPLE);
    expect(Object.keys(one)).toEqual(['counts', 'days_before', 'days_after', 'areas', 'estimates']);
    expect(one.areas).toEqual({ target: 1, buffer: 1, control: 1, buffer_control: 1 });
    expect(Object.keys(one.estimates.wdd)).toEqual([
      'label',
      'unit',
      'value',
      'undefined_because',
      'se',
      'ci95',
      'p',
      'conclusion',
      'parts',
      'sentence',
      'source',
    ]);
    expect(one.estimates.wdd).toMatchObject({ value: -118, undefined_because: null, conclusion: 'fall' });
    const all = await json('all', '--counts', EXAMPLE);
    expect(Object.keys(all.estimates)).toEqual([...ESTIMATOR_IDS]);
    expect(all.estimates.wdd).toEqual(one.estimates.wdd);
  });

  it('takes periods of unequal length, and says so', async () => {
    const file = counts('years.csv', HEADER, 'a,target,80,20', 'b,control,100,50');
    const days = ['--days-before', '730', '--days-after', '365'];
    const { stdout } = await waterbed(folder, 'measure', 'wdd', '--counts', file, ...days);
    expect(stdout).toMatch(/^value +−20 events$/m);
    expect(stdout).toContain('Counted over 730 days before and 365 days after');
    expect(await json('wdd', '--counts', file, ...days)).toMatchObject({ days_before: 730, days_after: 365 });
  });

  it('takes weight and harm, blank for 1, and says which estimators leave them out', async () => {
    const file = counts('harm.csv', `${HEADER},weight,harm`, 'a,target,20,10,,3', 'b,control,80,80,0.25,3');
    expect((await json('wdd', '--counts', file)).estimates.wdd.value).toBe(-30);
    const { stdout } = await waterbed(folder, 'measure', 'all', '--counts', file);
    expect(stdout).toContain('Weights and harm do not enter e-test, s-index, gini, share-top, hhi.');
  });

  it('reads what spreadsheets write: a byte order mark, quotes, Windows line ends, blank lines', async () => {
    const file = counts(
      'sheet.csv',
      `\uFEFF${HEADER}\r`,
      '"north, old town",target,6,2\r',
      '\r',
      '"b ""b""",control,5,5\r',
    );
    const { areas, estimates } = await json('e-test', '--counts', file);
    expect(areas).toMatchObject({ target: 1, control: 1 });
    expect(estimates['e-test'].p).toBeCloseTo(0.1749, 4);
  });

  it('reads semicolons, ignores columns and rows of nothing, and says how it read on stderr', async () => {
    const file = counts(
      'semicolons.csv',
      'area;role;before;after;weight;officer;weigth_old',
      'a;target;1 207;110;;x;',
      'b;control;308;318;0,25;y;',
      ';;;;;;',
      ' ; ;;;;;',
    );
    const { code, stdout, stderr } = await waterbed(folder, 'measure', 'wdd', '--counts', file);
    expect(code).toBe(0);
    expect(stderr).toBe(
      'Note: semicolons.csv: read as parted by semicolons, with decimal commas\n' +
        'Note: semicolons.csv: columns ignored: "officer", "weigth_old"\n',
    );
    expect(stdout).toMatch(/^target +1 +1,207 +110$/m);
    expect(stdout).toMatch(/^value +−1,099.5 weighted events$/m);
  });

  it.each([
    ['harm', 'harm', 'units of harm', 'Harm'],
    ['weight', 'weighted events', 'weighted events', 'Weights'],
  ])('calls counts with %s what they are: %s', async (column, unit, inWords, factors) => {
    const file = counts(
      `${column}.csv`,
      `${HEADER},${column}`,
      'a,target,20,10,3',
      'b,buffer,40,33,2',
      'c,control,80,80,',
    );
    const { estimates } = await json('all', '--counts', file);
    expect(estimates.did).toMatchObject({ value: -30, unit });
    expect(estimates.did.sentence).toContain(`−30 ${inWords}`);
    expect(estimates.tne).toMatchObject({ value: 44, unit: `${unit} prevented` });
    expect(estimates.tne.sentence).toMatch(new RegExp(`^${unit} prevented in target and buffer together`, 'i'));
    expect(estimates.wdq.sentence).toContain(`counted in ${unit}`);
    expect(estimates['e-test'].sentence).not.toContain(unit);
    const { stdout } = await waterbed(
      folder,
      'measure',
      'did',
      '--counts',
      file,
      '--days-before',
      '9',
      '--days-after',
      '9',
    );
    expect(stdout).toContain(`${factors} enter${column === 'harm' ? 's' : ''} the estimate.`);
    expect(stdout).toContain(`estimates in ${unit} are of 9 days`);
  });

  it('does not speak of a buffer that holds zeros only', async () => {
    const rows = ['a,target,207,110', 'b,buffer,0,0', 'c,control,308,318', 'd,buffer_control,0,0'];
    const file = counts('zeros.csv', HEADER, ...rows);
    const { estimates } = await json('all', '--counts', file);
    expect(estimates.wdq).toMatchObject({
      value: null,
      undefined_because: 'the buffer has no events, before or after',
    });
    for (const id of ['tne', 'wdd']) expect(estimates[id].sentence).not.toContain('buffer');
    expect(estimates.wdd).toMatchObject({ value: -107, parts: { displacement: null, displacement_se: null } });
    for (const id of ['tne', 'wdd']) {
      const { stdout } = await waterbed(folder, 'measure', id, '--counts', file);
      expect(stdout.split('\n\n')[1]).not.toMatch(/buffer|^displacement|undefined/m);
    }
  });

  it('answers "undefined: because", exit code 0, where an estimator has no value', async () => {
    const file = counts('failed.csv', HEADER, 'a,target,10,12', 'b,buffer,5,9', 'c,control,20,20');
    const { code, stdout } = await waterbed(folder, 'measure', 'wdq', '--counts', file);
    expect(code).toBe(0);
    expect(stdout).toContain('Undefined: because the main effect failed');
    expect((await json('wdq', '--counts', file)).estimates.wdq).toMatchObject({
      value: null,
      undefined_because: 'the main effect failed: the target did not fall relative to the control',
    });
  });

  it('answers for all estimators, whatever roles the file has', async () => {
    const file = counts('target-only.csv', HEADER, 'a,target,10,12');
    const { code, stdout } = await waterbed(folder, 'measure', 'all', '--counts', file);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^did +Undefined: because no area has the role control\.$/m);
  });
});

describe('a wrong file of counts', () => {
  const refused = async (file: string, ...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await waterbed(folder, 'measure', 'wdd', '--counts', file, ...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toMatch(/^ +at /m);
    return stderr;
  };

  it('is told all its faults at once, with line, column, what was got and what was meant', async () => {
    const stderr = await refused(
      counts(
        'wrong.csv',
        `${HEADER},weight,harm`,
        'north,tarjet,1.5,-2,0,x',
        'north,control,ten,,,',
        ',buffer,3,4,1',
        '"a, b",buffer control,1,5e9,,',
      ),
    );
    const told = stderr.split('\n').filter((line) => line.startsWith('wrong.csv'));
    expect(told.map((line) => line.replace(/; expected .*?(; did you mean .*)?$/, '$1'))).toEqual([
      'wrong.csv:2:7: role: unknown role in 2 of 4 rows, first of area "north", got "tarjet"; did you mean target',
      'wrong.csv:2:14: before: not a whole number, area "north", got "1.5"',
      'wrong.csv:2:18: after: a negative count, area "north", got "-2"',
      'wrong.csv:2:21: weight: out of range, area "north", got "0"',
      'wrong.csv:2:23: harm: not a number, area "north", got "x"',
      'wrong.csv:3:1: area: same area as line 2, got "north"',
      'wrong.csv:3:15: before: not a number, area "north", got "ten"',
      'wrong.csv:3:19: after: is empty, area "north"',
      'wrong.csv:4:1: wrong number of fields, got 5',
      'wrong.csv:5:25: after: out of range, area "a, b", got "5e9"',
    ]);
    expect(stderr).toContain('  2 | north,tarjet,1.5,-2,0,x\n    |       ^');
  });

  it('is told what its header lacks and what it probably meant', async () => {
    const stderr = await refused(counts('header.csv', 'area,role,befor,after,harm,harm'));
    expect(stderr).toContain('header.csv:1:1: before: missing column');
    expect(stderr).toContain('did you mean before by "befor"');
    expect(stderr).toContain('header.csv:1:28: harm: column named twice');
  });

  it.each([
    ['blanks.csv', ['area role before after', 'a target 1 2'], 'blanks.csv:1:1: one column'],
    ['open.csv', [HEADER, 'a,target,1,2', '"b,control,3,4'], 'open.csv:3:1: a quote that is never closed'],
    ['latin.csv', [HEADER, 'a,target,1,2\0'], 'latin.csv:2:13: a NUL byte'],
    ['empty.csv', [], 'empty.csv:1:1: is empty'],
    ['no-rows.csv', [HEADER], 'no-rows.csv:1:1: no rows'],
    ['no-control.csv', [HEADER, 'a,target,1,2'], 'role: no area has the role control; expected at least one for wdd'],
  ])('%s is refused with a reason', async (name, lines, reason) => {
    expect(await refused(counts(name, ...lines))).toContain(reason);
  });

  it('that cannot be read is refused with a reason', async () => {
    expect(await refused('nowhere.csv')).toContain('nowhere.csv: cannot be read (ENOENT');
    expect(await refused('.')).toContain('.: cannot be read (not a file)');
  });

  it('is refused half a pair of periods, and half a day', async () => {
    expect(await refused(EXAMPLE, '--days-before', '30')).toContain('expected both or neither');
    expect(await refused(EXAMPLE, '--days-before', '0.5', '--days-after', '2')).toContain('whole number from 1');
  });
});

describe('list estimators', () => {
  it('names each with its label, what it says and its source', async () => {
    const rows = JSON.parse((await waterbed(folder, 'list', 'estimators', '--json')).stdout);
    expect(rows.map(({ name }: { name: string }) => name)).toEqual([...ESTIMATOR_IDS]);
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(['name', 'label', 'unit', 'text', 'needs', 'uses_weights', 'source']);
      expect(row.source).toMatch(/\(\d{4}\)/);
    }
    expect((await waterbed(folder, 'list', 'estimators')).stdout).toContain('Weighted displacement quotient.');
  });
});

describe('docs/estimators.md', () => {
  const page = readFileSync(join(ROOT, 'docs/estimators.md'), 'utf8');

  it.each(['wdd', 'all'])('shows what `measure %s` prints', async (which) => {
    const command = `npx waterbed-sim measure ${which} --counts ${EXAMPLE}`;
    const shown = page.split(`\`\`\`sh\n${command}\n\`\`\`\n\n\`\`\`text\n`)[1]?.split('```')[0];
    expect((await waterbed(folder, 'measure', which, '--counts', EXAMPLE)).stdout).toBe(shown);
  });

  it('shows the example file as it is', () => {
    expect(page).toContain(`\`\`\`text\n${readFileSync(join(ROOT, EXAMPLE), 'utf8')}\`\`\``);
  });
});
