import { addDays, dayOfInstant } from 'backstage-plugin-ai-scorecards-common';
import {
  CollectContext,
  CostRecord,
  CostSource,
  DayAnswer,
  JsonAnswer,
  SourceError,
  VendorClient,
} from 'backstage-plugin-ai-scorecards-node';
import { ANSWER_NUMBERS_AS_TEXT, parseBillingAnswer } from './billingAnswer';
import { BillingEntry, BillingExport, inOrder } from './billingExport';
import { BillingJobs } from './billingJobs';
import { billingTypeOf } from './billingWindow';
import { githubClient, GithubScope, GithubTiming, scopeOf } from './githubApi';
import { BillingSettings, CONFIG_KEY, GithubSettings } from './settings';

export const COPILOT_BILLING = {
  id: 'github-copilot-billing',
  title: 'GitHub Copilot billing',
} as const;

/** GitHub keeps billing for two years. */
const DAYS_KEPT = 730;
const SETTLE_DAYS = 3;
/** The included pool is spread over the month, so that its days may change until it is over. */
const RESTATED_FOR_DAYS = 31;
/** So long a refusal to make reports holds. */
const REFUSAL_HOLDS_MS = 60 * 60_000;

const ACCESS = {
  organisation:
    'The token needs the scope manage_billing:copilot of a classic token by an organisation owner or billing manager, or a role with read access to billing. An organisation that belongs to an enterprise has no billing of its own (404): set enterprise then.',
  enterprise:
    'The token needs the scope manage_billing:enterprise of a classic token by an enterprise owner or billing manager, or has to be that of a GitHub App installed on the enterprise, or of a role, with read access to billing.',
};

/**
 * What GitHub bills for Copilot by UTC day: AI credits, before June 2026 premium requests. An enterprise's comes as CSV
 * reports that name the people; an organisation's, and where no reports are made, as one answer a day.
 */
export class BillingSource implements CostSource {
  readonly kind = 'cost';
  readonly id = COPILOT_BILLING.id;
  readonly title = COPILOT_BILLING.title;
  readonly configKey = CONFIG_KEY;
  readonly namespace = 'github';
  readonly settleDays = SETTLE_DAYS;
  readonly restatedForDays = RESTATED_FOR_DAYS;
  readonly tool: string;
  readonly access: string;
  readonly #timing: GithubTiming;
  readonly #scope: GithubScope;
  readonly #path: string;
  readonly #client: VendorClient;
  readonly #jobs: BillingJobs | undefined;
  readonly #export: BillingExport | undefined;
  #refusedUntil = 0;

  constructor(
    settings: GithubSettings,
    billing: BillingSettings,
    timing: GithubTiming & { mostLines?: number } = {},
  ) {
    const { mostLines, ...rest } = timing;
    const own = { ...settings, token: billing.token ?? settings.token };
    this.#timing = rest;
    this.#scope = scopeOf(settings);
    this.#client = githubClient(own, rest);
    this.tool = settings.tool;
    this.access = ACCESS[this.#scope.kind];
    // Not `orgs`, as everywhere else.
    this.#path = `${this.#scope.path.replace(
      /^\/orgs\//,
      '/organizations/',
    )}/settings/billing`;
    if (billing.export && this.#scope.kind === 'enterprise') {
      this.#jobs = new BillingJobs({
        client: this.#client,
        path: `${this.#path}/reports`,
        access: this.access,
        wait: rest.wait,
        now: () => this.#now(),
      });
      this.#export = new BillingExport({
        jobs: this.#jobs,
        settings,
        billing,
        timing: rest,
        mostLines,
      });
    }
  }

  get earliestDay(): string {
    return addDays(dayOfInstant(this.#now()), -DAYS_KEPT);
  }

  async test({ signal }: CollectContext): Promise<void> {
    if (this.#jobs && (await this.#jobs.test(signal)) === undefined) return;
    const settled = addDays(dayOfInstant(this.#now()), -SETTLE_DAYS - 1);
    await this.#ask(settled, signal);
  }

  async collectDay(
    day: string,
    context: CollectContext,
  ): Promise<DayAnswer<CostRecord>> {
    const exported = await this.#exported(day, context);
    const entries = exported ?? inOrder(await this.#answered(day, context));
    const records = await begun(entries);
    return records
      ? { state: 'data', records }
      : { state: 'empty', reason: 'GitHub bills nothing on this day' };
  }

  /** A day of a report; undefined where GitHub makes none, which holds for a while. */
  async #exported(
    day: string,
    context: CollectContext,
  ): Promise<AsyncIterable<BillingEntry> | undefined> {
    if (!this.#export || this.#now().getTime() < this.#refusedUntil) {
      return undefined;
    }
    const answer = await this.#export.day(day, context);
    if (answer.state === 'read') return answer.entries;
    this.#refusedUntil = this.#now().getTime() + REFUSAL_HOLDS_MS;
    context.logger.warn(
      `GitHub makes no billing reports for ${
        this.#scope.name
      }, so that its bill names nobody: ${answer.reason}. ${this.access}`,
    );
    return undefined;
  }

  async #answered(
    day: string,
    { signal }: CollectContext,
  ): Promise<readonly BillingEntry[]> {
    const answer = await this.#ask(day, signal);
    return answer.state === 'data' ? parseBillingAnswer(answer.value, day) : [];
  }

  async #ask(day: string, signal: AbortSignal): Promise<JsonAnswer> {
    const [year, month, date] = day.split('-').map(Number);
    const answer = await this.#client.getJson(
      `${this.#path}/${billingTypeOf(day)}/usage`,
      {
        query: [
          ['year', String(year)],
          ['month', String(month)],
          ['day', String(date)],
        ],
        numbersAsText: ANSWER_NUMBERS_AS_TEXT,
        access: this.access,
        signal,
      },
    );
    if (answer.state === 'empty' && answer.status === 404) {
      throw new SourceError(
        'forbidden',
        `GitHub has no billing of the ${this.#scope.kind} "${
          this.#scope.name
        }", or the token may not see it (404). ${this.access}`,
      );
    }
    return answer;
  }

  #now(): Date {
    return this.#timing.now?.() ?? new Date();
  }
}

/** The same entries once the first is there; undefined for none. */
async function begun(
  entries: AsyncIterable<BillingEntry>,
): Promise<AsyncIterable<BillingEntry> | undefined> {
  const iterator = entries[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) return undefined;
  return (async function* goOn() {
    try {
      yield first.value;
      for (;;) {
        const next = await iterator.next();
        if (next.done) return;
        yield next.value;
      }
    } finally {
      // Whoever stops early lets the download go.
      await iterator.return?.();
    }
  })();
}
