// Zip: the first levels of all factors together, then the second ones, and so on.
import { type Design, faultOfLevels } from './design.ts';

export const zip: Design = {
  id: 'zip',
  text: 'The first values of all factors together, then their second values, and so on.',
  reads: [],
  faultIn: (factors) => {
    const odd = factors.find(({ levels }) => levels.length !== factors[0]!.levels.length);
    return (
      faultOfLevels(factors) ??
      (odd
        ? `${odd.id} has ${odd.levels.length} values where ${factors[0]!.id} has ${factors[0]!.levels.length}; zip takes as many of each`
        : null)
    );
  },
  rowsOf: (factors) => ({
    length: factors[0]!.levels.length,
    valuesOf: (row) => factors.map(({ levels }) => levels[row]!),
  }),
};
