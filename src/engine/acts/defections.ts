// Defections and their punishment: what leaving with clients brings about, and how it is feared.
import { field } from '../../fields/field.ts';
import { eur } from '../../fields/kinds.ts';
import { part, type Size, type Values } from '../kernel/part.ts';

const sections = {
  defection: { text: 'How couriers leave with clients, and open platforms of their own.' },
};

const fields = {
  defection: {
    punishment_eur: field(eur(1e6).default(3000), {
      text: 'What one punishment of a defector weighs in a month with those who might defect in its city, when it happens.',
      unit: 'EUR',
      plausible: '1000-6000',
      grade: 'S direction, A size',
      source: 'MODEL 6, defection; founding article 2024',
    }),
  },
};

const columns = ({ nZones, nCities }: Size) => ({
  defections: {
    /** Platforms of the zone from which somebody defected since the last violence, [zone]. Written by defection, violence. */
    fromZone: new Uint32Array(nZones),
    /** Punishment perceived, EUR a month, [city]. Written by defection, violence. */
    fearedEur: new Float64Array(nCities),
  },
});

export type DefectionsNeeds = ReturnType<typeof columns> & { scenario: Values<typeof fields> };

export const defections = part({ sections, fields, columns });
