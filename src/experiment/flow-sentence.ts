// Displacement in a few plain sentences, for terminal and report. A change is stated if its interval excludes zero.
import { isOrder } from '../engine/kernel/record.ts';
import type { FlowClass } from '../measures/flows.ts';
import type { Channel } from '../measures/totals.ts';
import { grouped } from '../numbers.ts';
import type { ArmWithFlows, Flow, TradeChange } from './comparison.ts';

/** The data behind the sentences. */
type Told = Pick<ArmWithFlows, 'flows' | 'trade' | 'matrix' | 'channels' | 'channels_at_all_hours' | 'keeps_to_target'>;
/** A number with its 95 % interval, which is null for one replicate. */
type Amount = Pick<Flow, 'net' | 'ci95'>;

const WHERE: Record<Channel, string> = { site: 'fixed sites', delivery: 'deliveries', other: 'other sources' };

/** Moves away from pressure: their names, and the words for orders that left and that came back. */
const WAYS_OUT: Partial<Record<FlowClass, { name: string; went: string; came: string }>> = {
  tactical_site: { name: 'to fixed sites', went: 'went to fixed sites', came: 'came from fixed sites' },
  tactical_delivery: { name: 'to deliveries', went: 'went to deliveries', came: 'came from deliveries' },
  tactical_other: { name: 'to other sources', went: 'went to other sources', came: 'came from other sources' },
  spatial: {
    name: 'to fixed sites outside the target',
    went: 'went to fixed sites outside the target',
    came: 'came from fixed sites outside the target',
  },
  temporal: { name: 'to other hours', went: 'went to other hours', came: 'came from other hours' },
  target: { name: 'to another product', went: 'went to another product', came: 'came from another product' },
  lost: { name: 'not served', went: 'were wanted but not served', came: 'were served that else would not have been' },
  deterred: { name: 'not bought', went: 'were not bought at all', came: 'would else not have been bought' },
};

/** Orders elsewhere, and which sign is a loss. */
const ELSEWHERE: Partial<Record<FlowClass, { loss: 1 | -1; lost: string; gained: string }>> = {
  induced_sites_target: {
    loss: -1,
    lost: 'not bought at sites in the target',
    gained: 'newly bought at sites in the target',
  },
  induced_delivery: { loss: -1, lost: 'deliveries not bought', gained: 'deliveries newly bought' },
  induced_other: { loss: -1, lost: 'not bought from other sources', gained: 'newly bought from other sources' },
  lost_elsewhere_site: { loss: 1, lost: 'not served at sites', gained: 'newly served at sites' },
  lost_elsewhere_delivery: {
    loss: 1,
    lost: 'deliveries wanted but not served',
    gained: 'deliveries newly served',
  },
  lost_elsewhere_other: { loss: 1, lost: 'of other sources not served', gained: 'of other sources newly served' },
};

/** Sentences about an arm: what left and where to, other sites, other losses and gains, and moves by chance. */
export function flowSentence(arm: Told): string {
  if (
    arm.flows.seller.gross === 0 &&
    arm.flows.seller.net === 0 &&
    arm.matrix.every((row, from) => row.every((count, to) => count === 0 || isNoMove(from, to)))
  )
    return 'No order moved: the arm does what the reference does.';
  if (arm.flows.left_target.ci95 === null) return numbersOnly(arm);
  return [whatLeft(arm), whereTo(arm), otherSites(arm), elsewhere(arm), otherSellers(arm), luck(arm)]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

const isNoMove = (from: number, to: number): boolean => from === to || !(isOrder(from) || isOrder(to));

function whatLeft(arm: Told): string {
  const left = arm.flows.left_target;
  const place = placeOf(arm);
  const { side, size, range } = spoken(left);
  const moved = side < 0 ? `${place} gained ${size} orders` : `${size} orders left ${place}`;
  const open = side === 0 ? ', which cannot be told from zero' : '';
  return `On balance, ${moved} (95 % interval ${range}; mean of ${left.n} replicates)${open}.`;
}

function whereTo({ flows }: Told): string {
  const parts = entries(WAYS_OUT).map(([name, words]) => ({ words, flow: flows[name], ...spoken(flows[name]) }));
  const told = (which: 1 | -1): string =>
    listed(
      parts
        .filter(({ side }) => side === which)
        .sort((a, b) => Math.abs(b.flow.net) - Math.abs(a.flow.net))
        .map(({ words, size, range }) => `${size} (${range}) ${which > 0 ? words.went : words.came}`),
    );
  const ways = [told(1), told(-1) === '' ? '' : `the other way, ${told(-1)}`].filter((part) => part !== '').join('; ');
  const open = parts.filter(({ flow, side }) => side === 0 && flow.gross + Math.abs(flow.net) > 0);
  return [
    ways === ''
      ? ''
      : `${spoken(flows.left_target).side > 0 ? 'Of them,' : 'Of the moves behind it these can be told:'} ${ways}.`,
    open.length > 0 ? `Not told from zero: ${open.map(({ words }) => words.name).join(', ')}.` : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** Sites outside the target: whether they sold more or less, and what of it was bought nowhere instead. */
function otherSites({ flows, trade, channels, keeps_to_target: keepsToTarget }: Told): string {
  const row = trade.find(({ channel, place }) => channel === 'site' && place === 'outside');
  if (!row || (row.reference_mean === 0 && row.arm_mean === 0)) return '';
  const sold = spoken({ net: row.change, ci95: row.ci95 });
  const moved = spoken(flows.induced_sites_outside);
  const lead =
    sold.side === 0
      ? `At fixed sites outside the target no change of orders can be told from zero: ${sold.size} (${sold.range})`
      : `Fixed sites outside the target sold ${sold.size} orders ${sold.side > 0 ? 'more' : 'fewer'} (${sold.range})`;
  if (moved.side === 0) return `${lead}.`;
  if (moved.side > 0) return `${lead}; ${moved.size} (${moved.range}) were newly bought there.`;
  const isFall = sold.side < 0 && channels.includes('site');
  const name = keepsToTarget
    ? ': a diffusion of benefits'
    : ', no diffusion of benefits as policies do not keep to the target';
  return `${lead}; ${moved.size} (${moved.range}) were bought neither there nor elsewhere${isFall ? name : ''}.`;
}

function elsewhere({ flows }: Told): string {
  const parts = entries(ELSEWHERE)
    .filter(([name]) => Math.abs(flows[name].net) >= LEAST_SHARE * largestOf(flows))
    .map(([name, { loss, lost, gained }]) => {
      const { side, size, range } = spoken(flows[name]);
      return { side: side * loss, text: `${size} (${range}) ${side === loss ? lost : gained}` };
    });
  const of = (side: number): string => listed(parts.filter((part) => part.side === side).map(({ text }) => text));
  return [of(1) === '' ? '' : `Also lost elsewhere: ${of(1)}.`, of(-1) === '' ? '' : `Gained elsewhere: ${of(-1)}.`]
    .filter((part) => part !== '')
    .join(' ');
}

/** Moves elsewhere below this share of the largest are not mentioned. */
const LEAST_SHARE = 0.01;
const largestOf = (flows: Told['flows']): number => Math.max(...Object.values(flows).map(({ net }) => Math.abs(net)));

/** Deliveries by another platform: whether they went away from platforms whose lines were hit; empty if none were. */
function otherSellers({ flows: { seller } }: Told): string {
  if (seller.net_values.every((net) => net === 0)) return '';
  const { side, size, range } = spoken(seller);
  const words =
    side < 0 ? 'came to platforms whose lines were hit' : 'went from platforms whose lines were hit to others';
  return `Of what stayed delivered, ${size} (${range}) ${words}${side === 0 ? ', which cannot be told from zero' : ''}.`;
}

/** Sentence on the moves of the placebo; empty without one. */
function luck({ flows }: Told): string {
  const { floor_net, floor_net_ci95 } = flows.left_target;
  if (floor_net_ci95 === null) return '';
  const { size, range, side } = spoken({ net: floor_net, ci95: floor_net_ci95 });
  const way = side < 0 ? 'would come in' : 'would leave';
  return `With other luck on the way alone (placebo), ${size} ${way} on balance (${range}).`;
}

/** Sentence for one replicate, which has no interval. */
function numbersOnly(arm: Told): string {
  const { flows, trade } = arm;
  const parts = entries(WAYS_OUT)
    .filter(([name]) => flows[name].net !== 0)
    .map(([name, words]) => `${grouped(flows[name].net)} ${words.name}`);
  const changes = trade
    .filter(({ values }) => values.some((value) => value !== 0))
    .map(({ channel, place, change }) => `${grouped(change)} ${WHERE[channel]} ${inPlace(place)}`);
  return [
    'One replicate: numbers without an interval, of which nothing can be claimed.',
    `Net orders that left ${placeOf(arm)}: ${grouped(flows.left_target.net)}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}.`,
    ...(flows.seller.net === 0
      ? []
      : [`Net deliveries that went from platforms whose lines were hit to others: ${grouped(flows.seller.net)}.`]),
    `Change of orders: ${changes.length > 0 ? changes.join(', ') : 'none'}.`,
  ].join(' ');
}

function placeOf({ channels, channels_at_all_hours: always }: Told): string {
  const sometimes = channels.filter((channel) => !always.includes(channel));
  const named = (which: readonly Channel[]): string => which.map((channel) => WHERE[channel]).join(' and ');
  return [
    ...(sometimes.length > 0 ? [`${named(sometimes)} in the target during policy hours`] : []),
    ...(always.length > 0 ? [`${named(always)} in the target`] : []),
  ].join(' and ');
}

const inPlace = (place: TradeChange['place']): string => (place === 'target' ? 'in the target' : 'outside');

/** Numbers at least this large are printed without decimals. */
const WHOLE = 10;
const MOST_DECIMALS = 6;

/**
 * A net move for a sentence: the side of zero on which its interval lies, 0 if it includes zero or there is none; its
 * size and interval, without a sign and from the end nearer to zero if there is a side, with enough decimals to show
 * it.
 */
function spoken({ net, ci95 }: Amount): { side: -1 | 0 | 1; size: string; range: string } {
  const [low, high] = ci95 ?? [net, net];
  const side = ci95 === null ? 0 : low > 0 ? 1 : high < 0 ? -1 : 0;
  const nearest = Math.min(Math.abs(low), Math.abs(high));
  let decimals = [net, low, high].every((value) => value === 0 || Math.abs(value) >= WHOLE) ? 0 : 1;
  while (side !== 0 && Number(nearest.toFixed(decimals)) === 0 && decimals < MOST_DECIMALS) decimals++;
  const text = (value: number): string => grouped(side === 0 ? value : Math.abs(value), decimals);
  return { side, size: text(net), range: side < 0 ? `${text(high)} to ${text(low)}` : `${text(low)} to ${text(high)}` };
}

function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

const entries = <T>(map: Partial<Record<FlowClass, T>>): [FlowClass, T][] => Object.entries(map) as [FlowClass, T][];
