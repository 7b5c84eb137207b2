// Factorial: every level of every factor with every level of the others.
import { type Design, faultOfLevels } from './design.ts';

export const factorial: Design = {
  id: 'factorial',
  text: 'Every value of each factor with every value of the others.',
  reads: [],
  faultIn: faultOfLevels,
  /** The last factor changes fastest. */
  rowsOf: (factors) => ({
    length: factors.reduce((product, { levels }) => product * levels.length, 1),
    valuesOf: (row) => {
      let rest = row;
      return factors
        .map(({ levels }) => levels)
        .reverse()
        .map((levels) => {
          const level = rest % levels.length;
          rest = (rest - level) / levels.length;
          return levels[level]!;
        })
        .reverse();
    },
  }),
};
