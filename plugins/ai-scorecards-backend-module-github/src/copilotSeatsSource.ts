import {
  CollectContext,
  DayAnswer,
  SeatRecord,
  SeatSource,
  SourceError,
  UnreadableRecord,
  VendorClient,
} from 'backstage-plugin-ai-scorecards-node';
import { z } from 'zod';
import {
  askForOneSeat,
  githubClient,
  GithubScope,
  GithubTiming,
  scopeOf,
  seatsPath,
  unknownScope,
} from './githubApi';
import { nextPageQuery } from './nextPage';
import { CopilotSeat, mergeSeats, parseSeat } from './seatListing';
import { CONFIG_KEY, GithubSettings } from './settings';

export const COPILOT_SEATS = {
  id: 'github-copilot-seats',
  title: 'GitHub Copilot seats',
} as const;

const ACCESS = {
  organisation:
    'The token needs the permission "GitHub Copilot Business" (read) of a fine-grained token or GitHub App, or the scope manage_billing:copilot or read:org of a classic token by an organisation owner.',
  enterprise:
    'The token needs the scope manage_billing:copilot or read:enterprise of a classic token by an enterprise owner or billing manager.',
};

/** A listing longer than this goes in circles. */
const MAX_PAGES = 10_000;

const pageSchema = z.object({
  seats: z.array(z.unknown()),
  total_seats: z.number().nullish().catch(null),
});

/** Who holds a Copilot seat now, from the seat listing of an organisation or enterprise. */
export class CopilotSeatsSource implements SeatSource {
  readonly kind = 'seats';
  readonly id = COPILOT_SEATS.id;
  readonly title = COPILOT_SEATS.title;
  readonly configKey = CONFIG_KEY;
  readonly namespace = 'github';
  readonly settleDays = 0;
  readonly tool: string;
  readonly access: string;
  readonly #scope: GithubScope;
  readonly #client: VendorClient;

  constructor(settings: GithubSettings, timing: GithubTiming = {}) {
    this.#scope = scopeOf(settings);
    this.#client = githubClient(settings, timing);
    this.tool = settings.tool;
    this.access = ACCESS[this.#scope.kind];
  }

  async test(context: CollectContext): Promise<void> {
    const answer = await askForOneSeat(this.#client, this.#scope, {
      access: this.access,
      signal: context.signal,
    });
    if (answer.state === 'empty' && answer.status === 404) {
      throw unknownScope(this.#scope, this.access);
    }
  }

  /** Reads the whole listing before it answers: half a listing would end the seats of the other half. */
  async collectSnapshot(
    context: CollectContext,
  ): Promise<DayAnswer<SeatRecord>> {
    const entries: (CopilotSeat | UnreadableRecord)[] = [];
    let total: number | null = null;
    let query: [string, string][] | undefined = [['per_page', '100']];
    const asked = new Set<string>();
    while (query) {
      asked.add(JSON.stringify(query));
      const answer = await this.#client.getJson(seatsPath(this.#scope), {
        query,
        access: this.access,
        signal: context.signal,
      });
      if (answer.state === 'empty') {
        if (answer.status === 404) {
          throw unknownScope(this.#scope, this.access);
        }
        if (asked.size > 1) {
          throw new SourceError(
            'unavailable',
            'GitHub left out a page of the seat listing',
          );
        }
        return {
          state: 'empty',
          reason: `GitHub listed no seats: ${answer.reason}`,
        };
      }
      const page = pageSchema.safeParse(answer.value);
      if (!page.success) {
        throw new SourceError(
          'unexpected',
          'GitHub answered for the seat listing with something else than seats',
        );
      }
      entries.push(...page.data.seats.map(parseSeat));
      total = page.data.total_seats ?? total;
      query = nextPageQuery(answer.headers.get('link'));
      if (
        query &&
        (asked.has(JSON.stringify(query)) || asked.size >= MAX_PAGES)
      ) {
        throw new SourceError(
          'unexpected',
          'The pages of the seat listing go in circles',
        );
      }
    }
    if (total !== null && entries.length < total) {
      // Not an error: GitHub's total also counts seats that it does not list.
      context.logger.warn(
        `GitHub listed ${entries.length} Copilot seats and speaks of ${total}`,
      );
    }
    return { state: 'data', records: inOrder(entries) };
  }
}

async function* inOrder(
  entries: readonly (CopilotSeat | UnreadableRecord)[],
): AsyncGenerator<SeatRecord | UnreadableRecord, void, void> {
  yield* entries.filter(entry => entry.type === 'unreadable');
  yield* mergeSeats(entries.filter(entry => entry.type === 'seat'));
}
