// Every switch has its ablation in the test of the file that owns it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SWITCHES } from '../../src/engine/parts.ts';

const engine = new URL('../../src/engine/', import.meta.url);
const tests = new URL('../mechanisms/', import.meta.url);

/** Switches by the name of the file that owns them. */
const owned = new Map<string, string[]>();
for (const room of ['acts', 'mechanisms']) {
  for (const file of readdirSync(new URL(room, engine))) {
    const parts: Record<string, unknown> = await import(new URL(`${room}/${file}`, engine).href);
    const switches = Object.values(parts).flatMap((part) =>
      typeof part === 'object' && part !== null && 'switches' in part ? Object.keys(part.switches as object) : [],
    );
    if (switches.length > 0) owned.set(file, [...(owned.get(file) ?? []), ...switches]);
  }
}

const ablated = (file: string): string[] =>
  [...readFileSync(new URL(file, tests), 'utf8').matchAll(/\bablation\('(\w+)'/g)].map(([, name]) => name);

describe('a switch', () => {
  it('is owned by one file', () => {
    expect([...owned.values()].flat().sort()).toEqual(Object.keys(SWITCHES).sort());
  });

  it.each([...owned])('of %s has a row in a test of that name', (file, switches) => {
    const test = file.replace(/\.ts$/, '.test.ts');
    expect(existsSync(new URL(test, tests)), `tests/mechanisms/${test}`).toBe(true);
    expect(ablated(test).sort()).toEqual([...switches].sort());
  });
});
