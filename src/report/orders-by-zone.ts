// The table of orders by seed, arm, zone, month, channel, policy hours and product.
import { CHANNELS, cellsAt, PRODUCTS } from '../engine/kernel/record.ts';
import type { Results } from '../experiment/results.ts';
import { parquet } from './parquet.ts';
import { runsOf } from './series.ts';

/** Rows without orders are left out. `zone` is the zone's code, `zone_index` its place in the city, as codes may recur between cities. */
export function cellsParquet(results: Results): Uint8Array {
  const seeds: string[] = [];
  const arms: string[] = [];
  const zones: string[] = [];
  const zoneIndexes: number[] = [];
  const months: number[] = [];
  const channels: string[] = [];
  const inHours: boolean[] = [];
  const products: string[] = [];
  const orders: number[] = [];
  for (const { arm, seed, record } of runsOf(results))
    for (let zone = 0; zone < record.nZones; zone++)
      for (let month = 0; month < record.nMonths; month++)
        for (const [c, channel] of CHANNELS.entries())
          for (let hours = 0; hours < 2; hours++)
            for (const [p, product] of PRODUCTS.entries()) {
              const count = record.cells[cellsAt(record, month, zone, c, hours, p)]!;
              if (count === 0) continue;
              seeds.push(seed);
              arms.push(arm);
              zones.push(results.map.zoneCode[zone]!);
              zoneIndexes.push(zone);
              months.push(month);
              channels.push(channel);
              inHours.push(hours === 1);
              products.push(product);
              orders.push(count);
            }
  return parquet([
    { name: 'seed', type: 'STRING', data: seeds },
    { name: 'arm', type: 'STRING', data: arms },
    { name: 'zone', type: 'STRING', data: zones },
    { name: 'zone_index', type: 'INT32', data: zoneIndexes },
    { name: 'month', type: 'INT32', data: months },
    { name: 'channel', type: 'STRING', data: channels },
    { name: 'in_hours', type: 'BOOLEAN', data: inHours },
    { name: 'product', type: 'STRING', data: products },
    { name: 'orders', type: 'INT32', data: orders },
  ]);
}
