// A reduced market in plain JavaScript, to compare the engine with: a timing wheel, a choice between seven
// alternatives, the nearest free courier, and learning. It is not part of the model.

const SIDE = 40;
const ZONES = SIDE * SIDE;
const SITES = 120;
const PLATFORMS = 60;
const COURIERS = 8;
/** Sites within reach, and platforms known. */
const KNOWN = 3;
const TICKS_PER_DAY = 144;
const MEAN_DAYS = 14;
const WHEEL = 1 << 14;
const NONE = -1;

export interface MarketTiming {
  seconds: number;
  occasions: number;
}

/** Runs `days` of the market of so many customers; people and places are made before the clock starts. */
export function timeMarket(nCustomers: number, days: number): MarketTiming {
  const uniform = xoshiro128();
  const below = (n: number): number => Math.floor(uniform() * n);
  const gap = (): number => 1 + Math.floor(-Math.log(uniform()) * MEAN_DAYS * TICKS_PER_DAY);

  const siteZone = Int32Array.from({ length: SITES }, () => below(ZONES));
  const siteSales = new Int32Array(SITES);
  const sitePressure = new Float64Array(SITES);
  const nearest = nearestSites(siteZone);
  const courierZone = Int32Array.from({ length: PLATFORMS * COURIERS }, () => below(ZONES));
  const courierFreeAt = new Int32Array(PLATFORMS * COURIERS);
  const wait = new Float32Array(PLATFORMS);
  const platformSales = new Int32Array(PLATFORMS);

  const zoneOf = new Int32Array(nCustomers);
  const platformOf = new Int32Array(nCustomers * KNOWN);
  const loyalty = new Float32Array(nCustomers * KNOWN);
  const fear = new Float32Array(nCustomers);
  const due = new Int32Array(nCustomers);
  const firstIn = new Int32Array(WHEEL).fill(NONE);
  const nextOf = new Int32Array(nCustomers);
  const file = (customer: number): void => {
    const slot = due[customer] & (WHEEL - 1);
    nextOf[customer] = firstIn[slot];
    firstIn[slot] = customer;
  };
  for (let customer = 0; customer < nCustomers; customer++) {
    zoneOf[customer] = below(ZONES);
    for (let k = 0; k < KNOWN; k++) {
      platformOf[customer * KNOWN + k] = below(PLATFORMS);
      loyalty[customer * KNOWN + k] = uniform();
    }
    due[customer] = gap();
    file(customer);
  }

  const odds = new Float64Array(2 * KNOWN + 1);
  odds[2 * KNOWN] = 1;

  /** Which alternative a customer takes: a site, a platform by its place among the known ones, or nothing. */
  function choose(customer: number): number {
    const zone = zoneOf[customer];
    let sum = 1;
    for (let k = 0; k < KNOWN; k++) {
      const site = nearest[zone * KNOWN + k];
      const v = 1 - 0.15 * distance(zone, siteZone[site]) - 0.8 * sitePressure[site] - fear[customer];
      const platform = platformOf[customer * KNOWN + k];
      odds[k] = Math.exp(v);
      odds[KNOWN + k] = Math.exp(0.5 + loyalty[customer * KNOWN + k] - 0.05 * wait[platform]);
      sum += odds[k] + odds[KNOWN + k];
    }
    let left = uniform() * sum;
    for (let choice = 0; choice < 2 * KNOWN; choice++) {
      left -= odds[choice];
      if (left < 0) return choice;
    }
    return 2 * KNOWN;
  }

  function visit(customer: number, k: number): void {
    const site = nearest[zoneOf[customer] * KNOWN + k];
    siteSales[site]++;
    fear[customer] = 0.95 * fear[customer] + (uniform() < 0.01 * sitePressure[site] ? 1 : 0);
  }

  function order(customer: number, k: number, tick: number): void {
    const zone = zoneOf[customer];
    const platform = platformOf[customer * KNOWN + k];
    const at = customer * KNOWN + k;
    let best = NONE;
    let shortest = Number.POSITIVE_INFINITY;
    for (let courier = platform * COURIERS; courier < (platform + 1) * COURIERS; courier++) {
      if (courierFreeAt[courier] > tick) continue;
      const way = distance(zone, courierZone[courier]);
      if (way < shortest) {
        shortest = way;
        best = courier;
      }
    }
    if (best === NONE) {
      wait[platform] = 0.95 * wait[platform] + 3;
      loyalty[at] *= 0.9;
      return;
    }
    courierZone[best] = zone;
    courierFreeAt[best] = uniform() < 0.0005 ? tick + TICKS_PER_DAY : tick + 1 + (shortest >> 2);
    platformSales[platform]++;
    wait[platform] = 0.95 * wait[platform] + 0.125 * shortest;
    loyalty[at] = 0.9 * loyalty[at] + 0.1;
  }

  let occasions = 0;
  const from = performance.now();
  for (let tick = 1; tick <= days * TICKS_PER_DAY; tick++) {
    if (tick % TICKS_PER_DAY === 0)
      for (let site = 0; site < SITES; site++)
        sitePressure[site] = 0.9 * sitePressure[site] + (uniform() < 0.1 ? 1 : 0);
    const slot = tick & (WHEEL - 1);
    let customer = firstIn[slot];
    firstIn[slot] = NONE;
    while (customer !== NONE) {
      const next = nextOf[customer];
      // Who is due in a later turn of the wheel goes back into it.
      if (due[customer] <= tick) {
        occasions++;
        const choice = choose(customer);
        if (choice < KNOWN) visit(customer, choice);
        else if (choice < 2 * KNOWN) order(customer, choice - KNOWN, tick);
        due[customer] = tick + gap();
      }
      file(customer);
      customer = next;
    }
  }
  return { seconds: (performance.now() - from) / 1000, occasions };
}

const distance = (a: number, b: number): number =>
  Math.abs((a % SIDE) - (b % SIDE)) + Math.abs(Math.floor(a / SIDE) - Math.floor(b / SIDE));

/** The nearest sites of each zone, nearest first, [zone * KNOWN + k]. */
function nearestSites(siteZone: Int32Array): Int32Array {
  const nearest = new Int32Array(ZONES * KNOWN);
  const sites = Array.from(siteZone.keys());
  for (let zone = 0; zone < ZONES; zone++) {
    const away = (site: number): number => distance(zone, siteZone[site]);
    nearest.set(sites.toSorted((a, b) => away(a) - away(b)).slice(0, KNOWN), zone * KNOWN);
  }
  return nearest;
}

/** Uniform draws on (0, 1): xoshiro128**, Blackman & Vigna (2021), doi:10.1145/3460772. */
function xoshiro128(): () => number {
  let [a, b, c, d] = [1, 2, 3, 4];
  return () => {
    const scaled = Math.imul(b, 5);
    const word = Math.imul((scaled << 7) | (scaled >>> 25), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return (word + 0.5) / 4294967296;
  };
}
