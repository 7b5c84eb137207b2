// Reads the sentences of a comparison back, word by word and number by number, against what comparison.json holds. Shares
// no code with what writes them: cells are read by their names, sums are made of the matrix.
import type { ArmWithFlows, Comparison, Effect, Flow } from '../../src/experiment/comparison.ts';
import type { FlowClass } from '../../src/measures/flows.ts';

type Told = Pick<Comparison, 'cells' | 'arms'>;
type Interval = [number, number] | null;
/** A quantity as comparison.json has it. */
interface Amount {
  value: number;
  ci95: Interval;
}

const NUMBER = '−?\\d[\\d,]*(?:\\.\\d+)?';
const AMOUNT = `(${NUMBER}) \\((${NUMBER}) to (${NUMBER})\\)`;

const parsed = (text: string): number => Number(text.replaceAll(',', '').replace('−', '-'));
const decimals = (text: string): number => text.split('.')[1]?.length ?? 0;
const isSame = (text: string, value: number): boolean =>
  Math.abs(parsed(text) - value) <= 0.5 * 10 ** -decimals(text) + 1e-6;
/** Side of zero on which an interval lies. */
const sideOf = (ci95: Interval): number => (ci95 === null ? 0 : ci95[0] > 0 ? 1 : ci95[1] < 0 ? -1 : 0);

/** Everything that the sentence of an arm says which comparison.json does not hold, in words; empty if all is true. */
export function contradictions({ cells, arms }: Told, name: string): string[] {
  const arm = arms[name] as ArmWithFlows;
  const { flows, trade, matrix, channels, channels_at_all_hours: always } = arm;
  const found: string[] = [];
  let rest = arm.sentence;

  const kinds = cells.map((cell) => {
    const [channel, place, hours] = cell.split(', ');
    return { channel, isOrder: place !== undefined, isTarget: place === 'in target', isInHours: hours === 'in hours' };
  });
  const isPressed = kinds.map(
    ({ channel, isTarget, isInHours }) =>
      isTarget && channels.includes(channel as never) && (isInHours || always.includes(channel as never)),
  );
  /** Net occasions that went from cells of one kind to those of another, by the matrix alone. */
  const net = (from: (cell: number) => boolean, to: (cell: number) => boolean): number => {
    let sum = 0;
    for (const a of cells.keys())
      for (const b of cells.keys()) {
        if (from(a) && to(b)) sum += matrix[a]![b]!;
        if (to(a) && from(b)) sum -= matrix[a]![b]!;
      }
    return sum;
  };
  const isNothing = (cell: number): boolean => cells[cell] === 'nothing';
  const isLost = (cell: number): boolean => cells[cell] === 'lost';
  const isElsewhere =
    (channel: string, place?: boolean) =>
    (cell: number): boolean =>
      kinds[cell]!.isOrder &&
      !isPressed[cell] &&
      kinds[cell]!.channel === channel &&
      (place === undefined || kinds[cell]!.isTarget === place);
  const pressed = (cell: number): boolean => isPressed[cell]!;
  const ofClass = (id: FlowClass): Amount => ({ value: flows[id].net, ci95: flows[id].ci95 });
  const outside = trade.find(({ channel, place }) => channel === 'site' && place === 'outside')!;
  const sold: Amount = { value: outside.change, ci95: outside.ci95 };

  // What the matrix says of the classes that are spoken of.
  const sums: [FlowClass, number][] = [
    ['left_target', net(pressed, (cell) => !isPressed[cell])],
    ['deterred', net(pressed, isNothing)],
    ['lost', net(pressed, isLost)],
    ['induced_sites_outside', net(isNothing, isElsewhere('site', false))],
    ['induced_sites_target', net(isNothing, isElsewhere('site', true))],
    ['induced_delivery', net(isNothing, isElsewhere('delivery'))],
    ['induced_other', net(isNothing, isElsewhere('other'))],
    ['lost_elsewhere_site', net(isElsewhere('site'), isLost)],
    ['lost_elsewhere_delivery', net(isElsewhere('delivery'), isLost)],
    ['lost_elsewhere_other', net(isElsewhere('other'), isLost)],
  ];
  for (const [id, sum] of sums)
    if (Math.abs(sum - flows[id].net) > 1e-6) found.push(`${id} is ${flows[id].net}, by the matrix ${sum}`);
  for (const { channel, place, change } of trade) {
    const isOwn = (cell: number): boolean =>
      kinds[cell]!.isOrder && kinds[cell]!.channel === channel && kinds[cell]!.isTarget === (place === 'target');
    const sum = net((cell) => !isOwn(cell), isOwn);
    if (Math.abs(sum - change) > 1e-6) found.push(`${channel} ${place} changed by ${change}, by the matrix ${sum}`);
  }

  /** Takes a claim out of the sentence; the amount must be that of the file, and its interval on the side that is said. */
  const claim = (pattern: string, amount: Amount, side: number, shown = side || 1): boolean => {
    const match = new RegExp(pattern).exec(rest);
    if (!match) return false;
    rest = rest.replace(match[0], ' ');
    const [, value, near, far] = match as unknown as [string, string, string, string];
    const ends = amount.ci95 === null ? [] : shown < 0 ? [-amount.ci95[1], -amount.ci95[0]] : amount.ci95;
    if (!isSame(value, shown * amount.value)) found.push(`${match[0].trim()}: the number is ${shown * amount.value}`);
    if (ends.length === 0 || !isSame(near, ends[0]!) || !isSame(far, ends[1]!))
      found.push(`${match[0].trim()}: the interval is ${amount.ci95}`);
    if (sideOf(amount.ci95) !== side) found.push(`${match[0].trim()}: the interval ${amount.ci95} says otherwise`);
    if (side !== 0 && parsed(near) * parsed(far) <= 0)
      found.push(`${match[0].trim()}: the interval as printed holds 0`);
    return true;
  };

  if (rest === 'No order moved: the arm does what the reference does.') {
    const isStill = matrix.every((row, a) =>
      row.every((count, b) => a === b || count === 0 || !(kinds[a]!.isOrder || kinds[b]!.isOrder)),
    );
    return isStill && flows.seller.gross === 0 && flows.seller.net === 0 ? found : [...found, rest];
  }
  if (flows.left_target.n < 2) return [...found, ...oneReplicate(rest, flows, trade)];

  const place = '(?:fixed sites|deliveries|other sources|in the target|during policy hours| and | )+';
  const lead = `\\(95 % interval (${NUMBER}) to (${NUMBER}); mean of ${flows.left_target.n} replicates\\)`;
  const left = ofClass('left_target');
  if (
    !claim(`On balance, (${NUMBER}) orders left ${place}${lead}, which cannot be told from zero\\.`, left, 0) &&
    !claim(`On balance, (${NUMBER}) orders left ${place}${lead}\\.`, left, 1) &&
    !claim(`On balance, ${place}gained (${NUMBER}) orders ${lead}\\.`, left, -1)
  )
    found.push('what left the target is not said');

  const said = new Set<FlowClass>();
  for (const [id, went, came] of WAYS) {
    if (claim(`${AMOUNT} ${went}(?=[,;.]| and|  )`, ofClass(id), 1)) said.add(id);
    else if (claim(`${AMOUNT} ${came}(?=[,;.]| and|  )`, ofClass(id), -1)) said.add(id);
  }
  const open = /Not told from zero: ([^.]*)\./.exec(rest);
  if (open) {
    rest = rest.replace(open[0], ' ');
    for (const name of open[1]!.split(', ')) {
      const id = WAYS.find(([, , , known]) => known === name)?.[0];
      if (!id) found.push(`unknown way: ${name}`);
      else if (sideOf(flows[id].ci95) !== 0 || said.has(id)) found.push(`${name} is told from zero`);
    }
  }
  for (const [id] of WAYS)
    if (sideOf(flows[id].ci95) !== 0 && !said.has(id)) found.push(`${id} is told from zero and not said`);

  claim(`At fixed sites outside the target no change of orders can be told from zero: ${AMOUNT}`, sold, 0);
  const soldAmount = `(${NUMBER}) orders SIDE \\((${NUMBER}) to (${NUMBER})\\)`;
  for (const [word, side] of [
    ['more', 1],
    ['fewer', -1],
  ] as const)
    claim(`Fixed sites outside the target sold ${soldAmount.replace('SIDE', word)}`, sold, side);
  const unmade = ofClass('induced_sites_outside');
  const isSaid =
    claim(`; ${AMOUNT} were newly bought there`, unmade, 1) ||
    claim(`; ${AMOUNT} were bought neither there nor elsewhere`, unmade, -1);
  if (sideOf(unmade.ci95) !== 0 && !isSaid) found.push('what was not bought at other sites is told and not said');
  const diffusion = ': a diffusion of benefits.';
  if (rest.includes(diffusion)) {
    rest = rest.replace(diffusion, ' ');
    const toNothing = net(isElsewhere('site', false), isNothing);
    if (!(toNothing > 0 && sideOf(unmade.ci95) < 0 && sideOf(sold.ci95) < 0))
      found.push('a diffusion of benefits that the matrix does not hold');
    if (!arm.keeps_to_target || !channels.includes('site'))
      found.push('a diffusion of benefits, though policies do not keep to sites in the target');
  }
  const none = ', no diffusion of benefits as policies do not keep to the target.';
  if (rest.includes(none)) {
    rest = rest.replace(none, ' ');
    if (arm.keeps_to_target) found.push('policies keep to the target');
  }

  const largest = Math.max(...Object.values(flows).map((flow) => Math.abs(flow.net)));
  for (const [id, lost, gained, loss] of ELSEWHERE) {
    const part = (group: string): RegExp => new RegExp(`${group} elsewhere: [^:]*`);
    const isLoss = part('Also lost').exec(rest)?.[0].match(`${AMOUNT} ${lost}(?=,| and|\\.)`);
    const isGain = part('Gained').exec(rest)?.[0].match(`${AMOUNT} ${gained}(?=,| and|\\.)`);
    const isSaid =
      (isLoss && claim(`${AMOUNT} ${lost}(?=,| and|\\.)`, ofClass(id), loss)) ||
      (isGain && claim(`${AMOUNT} ${gained}(?=,| and|\\.)`, ofClass(id), -loss));
    const isLarge = Math.abs(flows[id].net) >= 0.01 * largest;
    if (sideOf(flows[id].ci95) !== 0 && isLarge && !isSaid) found.push(`${id} is told from zero and not said`);
  }

  const seller = ofClass('seller');
  const hit = 'platforms whose lines were hit';
  const isOfSellers =
    claim(
      `Of what stayed delivered, ${AMOUNT} went from ${hit} to others, which cannot be told from zero\\.`,
      seller,
      0,
    ) ||
    claim(`Of what stayed delivered, ${AMOUNT} went from ${hit} to others\\.`, seller, 1) ||
    claim(`Of what stayed delivered, ${AMOUNT} came to ${hit}\\.`, seller, -1);
  if (isOfSellers !== flows.seller.net_values.some((net) => net !== 0))
    found.push('moves between platforms are not said');

  const luck: Amount = { value: flows.left_target.floor_net, ci95: flows.left_target.floor_net_ci95 };
  const placebo = `With other luck on the way alone \\(placebo\\), (${NUMBER}) would WAY on balance \\((${NUMBER}) to (${NUMBER})\\)\\.`;
  const luckSide = sideOf(luck.ci95);
  claim(placebo.replace('WAY', luckSide < 0 ? 'come in' : 'leave'), luck, luckSide);

  // Nothing else may be said: what is left are the words between the claims.
  const words = rest
    .replace(
      /Of them,|Of the moves behind it these can be told:|the other way,|Also lost elsewhere:|Gained elsewhere:/g,
      '',
    )
    .replace(/ and |[,;.\s]/g, '');
  if (words !== '') found.push(`not understood: ${rest.trim()}`);
  return found;
}

/** How each way out is said of orders that went, of those that came, and where it is open. */
const WAYS: [id: FlowClass, went: string, came: string, open: string][] = [
  [
    'spatial',
    'went to fixed sites outside the target',
    'came from fixed sites outside the target',
    'to fixed sites outside the target',
  ],
  ['tactical_site', 'went to fixed sites', 'came from fixed sites', 'to fixed sites'],
  ['tactical_delivery', 'went to deliveries', 'came from deliveries', 'to deliveries'],
  ['tactical_other', 'went to other sources', 'came from other sources', 'to other sources'],
  ['temporal', 'went to other hours', 'came from other hours', 'to other hours'],
  ['target', 'went to another product', 'came from another product', 'to another product'],
  ['lost', 'were wanted but not served', 'were served that else would not have been', 'not served'],
  ['deterred', 'were not bought at all', 'would else not have been bought', 'not bought'],
];
/** How each change elsewhere is said where it is a loss and where it is a gain, and the sign of a loss. */
const ELSEWHERE: [id: FlowClass, lost: string, gained: string, loss: 1 | -1][] = [
  ['induced_sites_target', 'not bought at sites in the target', 'newly bought at sites in the target', -1],
  ['induced_delivery', 'deliveries not bought', 'deliveries newly bought', -1],
  ['induced_other', 'not bought from other sources', 'newly bought from other sources', -1],
  ['lost_elsewhere_site', 'not served at sites', 'newly served at sites', 1],
  ['lost_elsewhere_delivery', 'deliveries wanted but not served', 'deliveries newly served', 1],
  ['lost_elsewhere_other', 'of other sources not served', 'of other sources newly served', 1],
];

/** Of one replicate only numbers are given: none may be called told, and each must be that of a class or a change. */
function oneReplicate(
  sentence: string,
  flows: Record<FlowClass, Flow>,
  trade: readonly { change: number }[],
): string[] {
  const known = [...Object.values(flows).map(({ net }) => net), ...trade.map(({ change }) => change)];
  const found = (sentence.match(new RegExp(NUMBER, 'g')) ?? []).filter(
    (text) => !known.some((value) => isSame(text, value)),
  );
  return [
    ...found.map((text) => `${text} is no number of the comparison`),
    ...(sentence.includes('of which nothing can be claimed') ? [] : ['one replicate claims something']),
    ...(/diffusion|told|interval \d/.test(sentence) ? ['one replicate claims something'] : []),
  ];
}

/** The same of the sentence of an effect. */
export function effectContradictions(sentence: string, effect: Effect): string[] {
  const { label, diff, ci95, reference_mean, arm_mean, unit, values } = effect;
  if (diff === null || arm_mean === null || reference_mean === null)
    return sentence.includes('in no replicate') ? [] : [`${label} is undefined: ${sentence}`];
  const scale = unit === 'share' ? 100 : 1;
  const found: string[] = [];
  const expectSame = (text: string | undefined, value: number, what: string): void => {
    if (text === 'none' ? value !== 0 : text === undefined || !isSame(text, value * scale))
      found.push(`${what} is ${value * scale}, said ${text}`);
  };
  const own = sentence.slice(label.length);
  if (own.includes('no event in')) return arm_mean === 0 && reference_mean === 0 ? [] : ['there is an event'];
  const levels = new RegExp(`^: (${NUMBER}|none)[^,]*, against (${NUMBER}|none)`).exec(own);
  expectSame(levels?.[1], arm_mean, 'arm');
  expectSame(levels?.[2], reference_mean, 'reference');
  if (own.includes('no difference in any replicate')) {
    if (values.some((value) => value !== null && value !== 0)) found.push('there is a difference');
    return found;
  }
  const moved = new RegExp(`; (${NUMBER}) ?[^;]*? ?(more|less|fewer)(?:, mean|\\.)`).exec(own);
  expectSame(moved?.[1], Math.abs(diff), 'difference');
  if (moved && (moved[2] === 'more') !== diff >= 0) found.push(`difference is ${diff}, said ${moved[2]}`);
  const isOpen = own.includes('the direction stays open');
  if (isOpen !== (sideOf(ci95) === 0)) found.push(`interval ${ci95}, direction ${isOpen ? 'open' : 'told'}`);
  const range = new RegExp(`runs from (${NUMBER})(?: less| fewer)? to (${NUMBER}) (more|less|fewer)`).exec(own);
  if (ci95 === null) return range === null ? found : [...found, 'an interval of one replicate'];
  const [low, high] = ci95;
  expectSame(range?.[1], high < 0 ? -high : Math.abs(low), 'near end');
  expectSame(range?.[2], high < 0 ? -low : high, 'far end');
  if (range && (range[3] === 'more') !== high >= 0) found.push(`interval ${ci95}, said ${range[3]}`);
  return found;
}
