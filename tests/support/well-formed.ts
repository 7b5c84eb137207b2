// Whether an SVG is well formed. Knows no chart.
import { expect } from 'vitest';

/** Throws unless every tag is closed in order and every reference has its target. */
export function assertWellFormed(svg: string): void {
  const open: string[] = [];
  for (const [tag, name] of svg
    .replace(/<\?xml.*?\?>/, '')
    .matchAll(/<\/?([a-zA-Z]+)(?:\s+[\w:-]+="[^"<]*")*\s*\/?>/g)) {
    if (tag.startsWith('</')) expect(open.pop()).toBe(name);
    else if (!tag.endsWith('/>')) open.push(name!);
  }
  expect(open).toEqual([]);
  expect(svg.match(/</g)!.length).toBe(
    [...svg.matchAll(/<\/?[a-zA-Z]+(?:\s+[\w:-]+="[^"<]*")*\s*\/?>|<\?xml.*?\?>/g)].length,
  );
  const ids = new Set([...svg.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));
  for (const [, id] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(id);
}
