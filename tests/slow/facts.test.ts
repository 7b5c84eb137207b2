// The facts in reach: at least nine of the twelve that are neither identity nor input are in.
import { expect, it } from 'vitest';
import { freshFolder, waterbed } from '../cli/waterbed.ts';

it('at least nine of twelve are in on two seeds', async () => {
  const { code, stdout } = await waterbed(freshFolder(), 'facts', '--seeds', '2', '--jobs', '2', '--json');
  expect(code).toBe(0);
  const { isIn, of, facts } = JSON.parse(stdout);
  const out = facts.filter((fact: { isIn: boolean }) => !fact.isIn).map(({ id }: { id: string }) => id);
  expect(of).toBe(12);
  expect(isIn, `out: ${out}`).toBeGreaterThanOrEqual(9);
});
