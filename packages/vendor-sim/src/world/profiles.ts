import { PERSONAS } from '../organisation/personas';
import { Account, Organisation } from '../organisation/types';
import { fraction, hash, hashText } from '../random/hash';
import { toDayNumber } from '../time/days';

const on = toDayNumber;

/** How an account is used; settled once per world. */
export interface Profile {
  account: Account;
  kind: 'power' | 'regular' | 'casual' | 'idle';
  /** chance of use on a plain working day, when used to it */
  chance: number;
  /** how much is done on such a day, 1 for the usual */
  volume: number;
  /** day number of the first licence or access */
  start: number;
  /** first day number on which it can no longer be used */
  end: number;
  /** loses interest in autumn */
  declines: boolean;
  /** the client sends no telemetry: used, and never reported */
  silent: boolean;
  /** Claude Code rows are billed by use, by subscription, or one of each */
  billing: 'api' | 'subscription' | 'both';
}

const CHANCES = {
  github: { power: 0.95, regular: 0.72, casual: 0.22, idle: 0.004 },
  anthropic: { power: 0.85, regular: 0.5, casual: 0.14, idle: 0.002 },
} as const;

/** Shares of power, regular and casual users; the rest is idle. */
const MIXES = {
  keen: [0.25, 0.5, 0.2],
  usual: [0.16, 0.44, 0.27],
  cold: [0.03, 0.17, 0.35],
} as const;

const KEEN_TEAM = 'checkout';
const COSTLY_TEAM = 'recommendations';
const COLD_TEAM = 'tracking';
const VOLUMES = { power: 2.2, regular: 1, casual: 0.6, idle: 0.4 } as const;
const NEVER = 1_000_000;

/** The profiles of all accounts, in the order of the accounts. */
export function makeProfiles(
  organisation: Organisation,
  seed: number,
): Profile[] {
  const homes = homeTeams(organisation);
  const personas = new Set(PERSONAS.map(p => p.name));
  return organisation.accounts.map(account => {
    const person =
      account.person === undefined
        ? undefined
        : organisation.people[account.person];
    const home = person && homes.get(person.name);
    const draw = (salt: number) => fraction(seed, account.index, salt);
    const persona = person !== undefined && personas.has(person.name);
    const kind =
      account.standing === 'service-account' || (persona && home === KEEN_TEAM)
        ? 'power'
        : kindOf(home, draw(1), seed);
    const costly = home === COSTLY_TEAM && account.vendor === 'anthropic';
    return {
      account,
      kind,
      chance: CHANCES[account.vendor][kind],
      volume: VOLUMES[kind] * (0.6 + 0.8 * draw(2)) * (costly ? 3.5 : 1),
      start: startOf(account, home, draw(3), draw(4)),
      end: account.to ? on(account.to) : NEVER,
      declines: kind === 'regular' && !persona && draw(5) < 0.08,
      silent:
        account.vendor === 'github' &&
        account.standing === 'user' &&
        !persona &&
        draw(6) < 0.012,
      billing: billingOf(account, draw(7)),
    };
  });
}

/** The team whose habits a person shares: the longest-standing one. */
function homeTeams({ memberships }: Organisation): Map<string, string> {
  const homes = new Map<string, string>();
  for (const stay of memberships) {
    if (!homes.has(stay.person)) {
      homes.set(stay.person, stay.team);
    }
  }
  return homes;
}

function kindOf(
  home: string | undefined,
  draw: number,
  seed: number,
): Profile['kind'] {
  const [power, regular, casual] = MIXES[temperOf(home, seed)];
  if (draw < power) {
    return 'power';
  }
  if (draw < power + regular) {
    return 'regular';
  }
  return draw < power + regular + casual ? 'casual' : 'idle';
}

function temperOf(home: string | undefined, seed: number): keyof typeof MIXES {
  if (home === KEEN_TEAM) {
    return 'keen';
  }
  if (home === COLD_TEAM) {
    return 'cold';
  }
  const draw = home === undefined ? 0.5 : fraction(seed, hashText(home), 9);
  if (draw < 0.15) {
    return 'cold';
  }
  return draw > 0.85 ? 'keen' : 'usual';
}

/** Licences were handed out in waves; Claude Code came after Copilot. */
function startOf(
  account: Account,
  home: string | undefined,
  wave: number,
  place: number,
): number {
  const joined = on(account.from);
  const early = home === KEEN_TEAM || account.standing !== 'user';
  if (account.vendor === 'github') {
    const [first, length] =
      early || wave < 0.8 ? [on('2025-08-04'), 150] : [on('2026-01-05'), 240];
    const offered = first + Math.floor(place * (early ? 90 : length));
    return Math.max(joined + Math.floor(place * 6), offered);
  }
  const offered = on('2026-01-12') + Math.floor(place * (early ? 30 : 230));
  return Math.max(joined + Math.floor(place * 10), offered);
}

function billingOf(account: Account, draw: number): Profile['billing'] {
  if (account.kind === 'api-key' || draw < 0.6) {
    return 'api';
  }
  return draw < 0.85 ? 'subscription' : 'both';
}

/** True in the weeks in which a person is away altogether. */
export function isAway(seed: number, person: number, day: number): boolean {
  const week = Math.floor((day + 3) / 7);
  return hash(seed, person, week, 77) % 100 < 8;
}
