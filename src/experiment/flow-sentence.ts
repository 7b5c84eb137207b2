// Displacement in one or two plain sentences, for terminal, chart and report alike. Computes nothing.
import type { FlowClass } from '../measures/flows.ts';
import type { Channel } from '../measures/totals.ts';
import { grouped } from '../numbers.ts';
import type { Flow } from './comparison.ts';

const WHERE: Record<Channel, string> = { site: 'fixed sites', delivery: 'deliveries', other: 'other sources' };

/** Where trade that left went, the five classes of which `left_target` is the sum. */
const WENT = {
  deterred: 'not bought at all',
  tactical: 'through another channel',
  spatial: 'in another place',
  temporal: 'at other hours',
  target: 'of another product',
} as const;

/** What is pressed in the target, and of it at all hours; whether the policies work outside the target too. */
export interface Pressure {
  channels: readonly Channel[];
  always: readonly Channel[];
  isBeyond: boolean;
}

/** What the moves of an arm say; `n` replicates. */
export function flowSentence(
  flows: Record<FlowClass, Flow>,
  { channels, always, isBeyond }: Pressure,
  n: number,
): string {
  const { left_target: left, induced } = flows;
  const sometimes = channels.filter((channel) => !always.includes(channel));
  const place = [
    ...(sometimes.length > 0 ? [`${named(sometimes)} in the target during policy hours`] : []),
    ...(always.length > 0 ? [`${named(always)} in the target`] : []),
  ].join(' and ');
  if (Object.values(flows).every(({ gross, net }) => gross === 0 && net === 0))
    return `No order moved: the arm does what the reference does.`;
  const parts = Object.entries(WENT)
    .map(([name, words]) => ({ words, net: flows[name as keyof typeof WENT].net }))
    .filter(({ net }) => Math.abs(net) >= 0.5)
    .sort((a, b) => b.net - a.net)
    .map(({ words, net }) => `${grouped(net)} ${words}`);
  const per = n > 1 ? ', mean of replicates' : '';
  const lead = `Of the orders of ${place}, ${left.net >= 0 ? `${grouped(left.net)} were lost there` : `${grouped(-left.net)} more were made there`} on balance${interval(left)}${per}`;
  const sum = left.net > 0 && parts.length > 0 ? `: ${parts.join(', ')}` : '';
  // Where the policies work everywhere, what is not bought elsewhere is their direct effect.
  const notMade = isBeyond ? ', where the policies work too' : isTold(induced) ? ': a diffusion of benefits' : '';
  const elsewhere =
    Math.abs(induced.net) < 0.5
      ? ''
      : induced.net > 0
        ? ` At other places, hours and channels, ${grouped(induced.net)} orders came up that would not have been made at all.`
        : ` At other places, hours and channels, ${grouped(-induced.net)} orders were not made either${notMade}.`;
  const floor = ` Gross, ${grouped(left.gross)} moved; the placebo alone moves ${grouped(left.floor)}${left.gross <= left.floor ? ', so that this is no more than luck moves' : ''}.`;
  return `${lead}${sum}.${elsewhere}${floor}`;
}

const named = (channels: readonly Channel[]): string => channels.map((channel) => WHERE[channel]).join(' and ');

const interval = ({ ci95 }: Flow): string =>
  ci95 ? ` (95 % interval ${grouped(ci95[0])} to ${grouped(ci95[1])})` : '';

/** Whether the interval leaves 0 out. */
const isTold = ({ ci95 }: Flow): boolean => ci95 !== null && (ci95[0] > 0 || ci95[1] < 0);
