// The facts in reach: of those that are neither identity nor input, at least nine of the twelve of the market and the
// police are in, and at least four in five of those of organisations.
import { expect, it } from 'vitest';
import { freshFolder, waterbed } from '../cli/waterbed.ts';

/** The twelve of the market and the police. */
const MARKET = ['SF01', 'SF06', 'SF08', 'SF09', 'SF20', 'SF32', 'SF34', 'SF37', 'SF42', 'SF44', 'SF50', 'SF52'];

it('at least nine of twelve, and four in five of the others, are in on four seeds', async () => {
  const { code, stdout } = await waterbed(freshFolder(), 'facts', '--seeds', '4', '--jobs', '2', '--json');
  expect(code).toBe(0);
  const facts = (JSON.parse(stdout).facts as { id: string; role: string; isIn: boolean }[]).filter(
    ({ role }) => role !== 'identity' && role !== 'input',
  );
  const market = facts.filter(({ id }) => MARKET.includes(id));
  const others = facts.filter(({ id }) => !MARKET.includes(id));
  const inOf = (list: typeof facts): string[] => list.filter(({ isIn }) => isIn).map(({ id }) => id);
  expect(market.length).toBe(MARKET.length);
  expect(inOf(market).length, `in: ${inOf(market)}`).toBeGreaterThanOrEqual(9);
  expect(inOf(others).length / others.length, `in: ${inOf(others)}`).toBeGreaterThanOrEqual(0.8);
});
