import {
  CollectContext,
  DayAnswer,
  JsonAnswer,
  SeatRecord,
  SeatSource,
  SourceError,
  UnreadableRecord,
  VendorClient,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';
import {
  ACCESS,
  cursorClient,
  CursorPaces,
  cursorPaces,
  CursorTiming,
  known,
  personAccount,
  REFRESH_MINUTES,
} from './cursorApi';
import { CONFIG_KEY, CursorSettings } from './settings';

export const CURSOR_SEATS = {
  id: 'cursor-seats',
  title: 'Cursor seats',
} as const;

/** An owner who only administers and pays no seat. */
const WITHOUT_SEAT = 'free-owner';

const listSchema = z.object({ teamMembers: z.array(z.unknown()) });

const memberSchema = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  email: z.string().nullish(),
  role: z.string().nullish().catch(null),
  isRemoved: z.boolean().nullish(),
});

/**
 * Who holds a Cursor seat now, from the list of members without those who were removed. Cursor does not tell since when:
 * a seat counts from the first list that has it.
 */
export class CursorSeatsSource implements SeatSource {
  readonly kind = 'seats';
  readonly id = CURSOR_SEATS.id;
  readonly title = CURSOR_SEATS.title;
  readonly configKey = CONFIG_KEY;
  readonly namespace = 'cursor';
  readonly settleDays = 0;
  readonly refreshMinutes = REFRESH_MINUTES;
  readonly access = ACCESS;
  readonly tool: string;
  readonly #client: VendorClient;

  constructor(
    settings: CursorSettings,
    timing: CursorTiming = {},
    paces: CursorPaces = cursorPaces(settings, timing),
  ) {
    this.#client = cursorClient(settings, paces.admin, timing);
    this.tool = settings.tool;
  }

  async test({ signal }: CollectContext): Promise<void> {
    await this.#members(signal);
  }

  async collectSnapshot({
    signal,
  }: CollectContext): Promise<DayAnswer<SeatRecord>> {
    const answer = await this.#members(signal);
    if (answer.state === 'empty') {
      return {
        state: 'empty',
        reason: `Cursor listed no members: ${answer.reason}`,
      };
    }
    const list = listSchema.safeParse(answer.value);
    if (!list.success) {
      throw new SourceError(
        'unexpected',
        'Cursor answered for the members of the team with something else than members',
      );
    }
    return { state: 'data', records: seats(list.data.teamMembers) };
  }

  async #members(signal: AbortSignal): Promise<JsonAnswer> {
    const answer = await this.#client.getJson('/teams/members', {
      access: ACCESS,
      signal,
    });
    return known(answer, 'the members of the team');
  }
}

async function* seats(
  members: readonly unknown[],
): AsyncGenerator<SeatRecord | UnreadableRecord, void, void> {
  for (const member of members) {
    const record = parseMember(member);
    if (record) yield record;
  }
}

/** A member's seat; null for one who holds none. */
export function parseMember(
  value: unknown,
): SeatRecord | UnreadableRecord | null {
  const unreadable = (reason: string): UnreadableRecord => ({
    type: 'unreadable',
    raw: JSON.stringify(value) ?? '',
    reason,
  });
  const parsed = memberSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue.path.join('.') || 'the member';
    return unreadable(`${field} is missing or not as documented`);
  }
  const { id, email, role, isRemoved } = parsed.data;
  if (isRemoved || role === WITHOUT_SEAT) return null;
  const account = personAccount(email, id);
  if (!account) return unreadable('The member has neither an e-mail nor an id');
  return { type: 'seat', account, createdOn: null, endsOn: null, plan: null };
}
