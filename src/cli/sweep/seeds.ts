// The replicates that `--seeds` names.
import { InvalidArgumentError } from '@commander-js/extra-typings';

/** More than any scenario may have. */
const MOST = 10_000;

/** `20` are replicates 1 to 20, `11..20` those alone. */
export function replicatesIn(text: string): number[] {
  const [, from = '1', to] = text.match(/^(?:(\d+)\.\.)?(\d+)$/) ?? [];
  const [first, last] = [Number(from), Number(to)];
  if (!(first >= 1 && last >= first && last <= MOST))
    throw new InvalidArgumentError(`Expected a number of replicates, or a range as in 11..20; at most ${MOST}.`);
  return Array.from({ length: last - first + 1 }, (_, k) => first + k);
}
