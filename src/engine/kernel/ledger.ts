// Accounts of the outside world and of what was seized. Every transfer has two sides, so that all accounts of a kind
// sum to zero after every tick.

export interface Ledger {
  /** Cents of the outside world (buyers, suppliers, managers): whatever the others hold, negated. Written by build, opening-cash, visit, deliver, side-selling, fines, takedown, withdraw, marketing, running-costs. */
  outsideCents: number;
  /** Cents that fined customers paid. Written by fines. */
  stateCents: number;
  /** Milligrams of the outside world: supply less what was consumed. Written by build, deliver, takedown, close-platform. */
  outsideMg: number;
  /** Milligrams seized. Written by deliver, takedown. */
  seizedMg: number;
  /** Cents seized. Written by takedown. */
  seizedCents: number;
  /** Persons who left a post for good. Written by arrest. */
  couriersLeft: number;
  /** Persons hired. Written by rota. */
  couriersHired: number;
  /** Persons who held posts of platforms that have closed. Written by close-platform. */
  couriersOfClosed: number;
}

export const createLedger = (): Ledger => ({
  outsideCents: 0,
  stateCents: 0,
  outsideMg: 0,
  seizedMg: 0,
  seizedCents: 0,
  couriersLeft: 0,
  couriersHired: 0,
  couriersOfClosed: 0,
});
