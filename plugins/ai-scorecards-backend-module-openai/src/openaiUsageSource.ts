import { addDays, dayOfInstant } from 'backstage-plugin-ai-scorecards-common';
import {
  AccountRef,
  askForPage,
  CollectContext,
  CostRecord,
  DayAnswer,
  entriesFrom,
  ListPage,
  PagedList,
  UnreadableRecord,
  UsageRecord,
  UsageSource,
  VendorClient,
} from 'backstage-plugin-ai-scorecards-node';
import { allocateCost, CostedUse, joinUses } from './allocateCost';
import { dayQuery, resultsOf } from './dayQuery';
import { ACCESS, openaiClient, OpenaiTiming } from './openaiApi';
import { costLines, costsOf } from './openaiCosts';
import { CONFIG_KEY, OpenaiSettings } from './settings';
import { parseUsageResult, ProjectUse, USAGE_GROUPS } from './usageResult';
import { UserDirectory } from './userDirectory';

export const OPENAI_USAGE = {
  id: 'openai-usage',
  title: 'OpenAI usage',
} as const;

const SETTLE_DAYS = 2;

/**
 * Use of OpenAI's models by user and UTC day. OpenAI bills projects, not people: what a project cost is divided between
 * its users by their tokens, which is an estimate.
 */
export class OpenaiUsageSource implements UsageSource {
  readonly kind = 'usage';
  readonly id = OPENAI_USAGE.id;
  readonly title = OPENAI_USAGE.title;
  readonly configKey = CONFIG_KEY;
  readonly namespace = 'openai';
  readonly settleDays = SETTLE_DAYS;
  readonly access = ACCESS;
  readonly tool: string;
  readonly #now: () => Date;
  readonly #client: VendorClient;
  readonly #users: UserDirectory;
  /** Undefined: all. */
  readonly #projects?: ReadonlySet<string>;

  constructor(settings: OpenaiSettings, timing: OpenaiTiming = {}) {
    this.#now = timing.now ?? (() => new Date());
    this.#client = openaiClient(settings, timing);
    this.#users = new UserDirectory(this.#client, this.#now);
    this.#projects = settings.projectIds && new Set(settings.projectIds);
    this.tool = settings.tool;
  }

  async test({ signal }: CollectContext): Promise<void> {
    const day = addDays(dayOfInstant(this.#now()), -SETTLE_DAYS - 1);
    await askForPage(this.#usage(day, signal));
  }

  async collectDay(
    day: string,
    { signal }: CollectContext,
  ): Promise<DayAnswer<UsageRecord>> {
    const usage = this.#usage(day, signal);
    const costs = costsOf(this.#client, day, signal);
    const used = await askForPage(usage);
    if (used.state === 'empty') return nothing(usage, used.reason);
    const billed = await askForPage(costs);
    if (billed.state === 'empty') return nothing(costs, billed.reason);
    return used.entries.length === 0 && !used.next
      ? { state: 'empty', reason: 'OpenAI has no bucket of this day' }
      : {
          state: 'data',
          records: this.#records(
            day,
            { list: usage, first: used },
            { list: costs, first: billed },
            signal,
          ),
        };
  }

  async *#records(
    day: string,
    usage: Begun,
    costs: Begun,
    signal: AbortSignal,
  ): AsyncGenerator<UsageRecord | UnreadableRecord, void, void> {
    const uses: ProjectUse[] = [];
    for await (const bucket of entriesFrom(usage.list, usage.first)) {
      const { results, unreadable } = resultsOf(bucket, day);
      yield* unreadable;
      for (const result of results) {
        const use = parseUsageResult(result);
        if (use.type === 'unreadable') yield use;
        else if (this.#isOfTheTool(use)) uses.push(use);
      }
    }
    const bill: CostRecord[] = [];
    for await (const line of costLines(day, costs.list, costs.first)) {
      // Lines that cannot be read are the cost source's to tell.
      if (line.type === 'cost') bill.push(line);
    }
    const emails = await this.#users.emails(signal);
    for (const costed of allocateCost(joinUses(uses), bill)) {
      yield recordOf(costed, day, emails);
    }
  }

  #isOfTheTool({ project }: ProjectUse): boolean {
    return this.#projects?.has(project ?? '') ?? true;
  }

  #usage(day: string, signal: AbortSignal): PagedList {
    return {
      client: this.#client,
      what: `the usage of ${day}`,
      path: '/organization/usage/completions',
      query: dayQuery(day, USAGE_GROUPS),
      next: 'page',
      numbersAsText: [],
      access: ACCESS,
      signal,
    };
  }
}

/** A list whose first page is there. */
interface Begun {
  list: PagedList;
  first: ListPage & { state: 'data' };
}

function nothing({ what }: PagedList, reason: string): DayAnswer<UsageRecord> {
  return { state: 'empty', reason: `OpenAI has not ${what}: ${reason}` };
}

function recordOf(
  { use, amounts }: CostedUse,
  day: string,
  emails: ReadonlyMap<string, string>,
): UsageRecord {
  const { tokensIn, tokensOut, tokensCacheRead, tokensCacheWrite } = use;
  return {
    type: 'usage',
    account: accountOf(use, emails),
    day,
    // Requests of a model are no interactions: an agent makes many of its own.
    counters: { tokensIn, tokensOut, tokensCacheRead, tokensCacheWrite },
    features: use.tokens > 0 ? ['other'] : [],
    flagged: false,
    credits: null,
    amounts,
    models: use.model ? [{ model: use.model, tokensIn, tokensOut }] : [],
  };
}

/** By OpenAI's id, which stays when somebody is removed, with the e-mail for as long as it is known. */
function accountOf(
  { userId, project }: ProjectUse,
  emails: ReadonlyMap<string, string>,
): AccountRef {
  if (userId === null) {
    return { kind: 'api-key', key: `project:${project ?? 'default'}` };
  }
  const email = emails.get(userId);
  return {
    kind: 'id',
    key: userId,
    vendorId: userId,
    ...(email !== undefined && { email }),
  };
}
