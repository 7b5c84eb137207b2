// Translates alternative forms to the one that the schema accepts: dates to days, switches to lower case. Forms that
// would be misread without notice become values that the schema refuses.
import type { z } from 'zod';
import { dayNumber } from '../units.ts';
import { isDate } from './habits.ts';
import { get, isNull, type Located, type LocatedMap, plain } from './located.ts';
import { scenarioSchema } from './schema.ts';
import { sections } from './sections.ts';
import { isDay, isSwitch, isWhole, keysOf, meant, typeAt, unwrap } from './walk.ts';
import { POINTED } from './written-numbers.ts';

type Type = z.core.$ZodType;

/** The document with dates as days from its day 0; all else is unchanged. */
export function translated(tree: LocatedMap): LocatedMap {
  const start = get(tree, ['time', 'start_date']);
  const written = start?.kind === 'scalar' ? start.value : undefined;
  const dayZero = dayNumber(isDate(written) ? written : sections.time.parse({}).start_date);
  return under(tree, scenarioSchema) as LocatedMap;

  function under(here: Located, type: Type): Located {
    if (here.kind === 'scalar') return scalar(here, type);
    const [member] = unwrap(type)._zod.def.type === 'union' ? meant(type, plain(here)) : [type];
    if (!member) return here;
    const inside = (value: Located, step: string | number): Located => {
      const one = typeAt(member, [step], undefined);
      return one ? under(value, one) : value;
    };
    if (here.kind === 'list') return { ...here, items: here.items.map(inside) };
    const keys = keysOf(member);
    const entries = new Map(
      [...here.entries].map(([key, entry]) => {
        // A null under an unknown key removes nothing: it is a key without a value, as in { count:5 }.
        const isStray = keys && !Object.hasOwn(keys, key) && isNull(entry.value);
        const value: Located = isStray ? { kind: 'scalar', at: entry.value.at, value: '' } : inside(entry.value, key);
        return [key, { ...entry, value }];
      }),
    );
    return { ...here, entries };
  }

  function scalar(here: Located & { kind: 'scalar' }, type: Type): Located {
    const { value, written } = here;
    // 180.000 is 180 to YAML; nobody writes whole persons or days in thousandths.
    if (written !== undefined && POINTED.test(written) && isWhole(type)) return { ...here, value: written };
    if (isDay(type) && isDate(value)) return { ...here, value: dayNumber(value) - dayZero, written: value };
    const isWord = typeof value === 'string' && /^(on|off)$/i.test(value);
    return isWord && isSwitch(type) ? { ...here, value: value.toLowerCase() } : here;
  }
}
