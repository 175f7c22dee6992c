import { toDay } from '../time/days';
import { OpenaiCost, OpenaiUse } from '../world/openai';
import { dollarText } from './amounts';
import { openaiError, openaiRoute } from './auth';
import { Exchange, Route, sendJson } from './exchange';

const DAY_SECONDS = 86_400;

/** OpenAI's costs, completions usage and users of an organisation. */
export const openaiRoutes: Route[] = [
  openaiRoute(/^\/v1\/organization\/costs$/, costs),
  openaiRoute(/^\/v1\/organization\/usage\/completions$/, completions),
  openaiRoute(/^\/v1\/organization\/users$/, users),
];

/** What a report is asked for: days from the first to before the last, and which fields keep results apart. */
interface Question {
  days: number[];
  groupBy: string[];
  next: number | null;
}

const invalid = (exchange: Exchange, message: string): undefined => {
  openaiError(exchange, 400, 'invalid_request_error', message);
  return undefined;
};

/** The question of a report; undefined when it was refused. */
function questionOf(
  exchange: Exchange,
  known: string[],
  mostBuckets: number,
): Question | undefined {
  const { searchParams } = exchange.url;
  const start = Number(searchParams.get('start_time') ?? NaN);
  const now = exchange.sim.world.today();
  const end = Number(
    searchParams.get('end_time') ?? Date.parse(`${now}T24:00:00Z`) / 1000,
  );
  const limit = Number(searchParams.get('limit') ?? 7);
  const groupBy = searchParams.getAll('group_by');
  if (!Number.isInteger(start) || !Number.isInteger(end)) {
    return invalid(exchange, 'start_time must be unix seconds');
  }
  if ((searchParams.get('bucket_width') ?? '1d') !== '1d') {
    return invalid(exchange, "bucket_width: only '1d'");
  }
  if (!Number.isInteger(limit) || limit < 1 || limit > mostBuckets) {
    return invalid(exchange, `limit must be from 1 to ${mostBuckets}`);
  }
  const unknown = groupBy.find(field => !known.includes(field));
  if (unknown !== undefined) {
    return invalid(exchange, `group_by: '${unknown}' is not known`);
  }
  const token = searchParams.get('page');
  const offset = token === null ? 0 : Number(/^page_(\d+)$/.exec(token)?.[1]);
  if (!Number.isInteger(offset)) return invalid(exchange, 'page is not known');
  const first = Math.floor(start / DAY_SECONDS) + offset;
  const days: number[] = [];
  for (
    let day = first;
    day * DAY_SECONDS < end && toDay(day) <= now && days.length < limit;
    day++
  ) {
    days.push(day);
  }
  const after = first + days.length;
  const more = after * DAY_SECONDS < end && toDay(after) <= now;
  return { days, groupBy, next: more ? offset + days.length : null };
}

/** A page of buckets, with what a fault adds. Nothing real is taken away. */
function sendBuckets(
  exchange: Exchange,
  { days, next }: Question,
  resultsOf: (day: number) => unknown[],
): void {
  const { fault } = exchange;
  sendJson(exchange, 200, {
    object: 'page',
    data: days.map(day => {
      const results = resultsOf(day).map(it =>
        fault?.kind === 'unknown-field'
          ? Object.assign({}, it, { hologram_tokens: 2 })
          : it,
      );
      return {
        object: 'bucket',
        start_time: day * DAY_SECONDS,
        end_time: (day + 1) * DAY_SECONDS,
        results:
          fault?.kind === 'malformed-row'
            ? [{ amount: 'much', input_tokens: 'many' }, ...results]
            : results,
      };
    }),
    has_more: next !== null,
    next_page: next === null ? null : `page_${next}`,
  });
}

/** Adds up what the fields that are asked for do not keep apart. */
function grouped<T>(
  items: Iterable<T>,
  keyOf: (item: T) => string,
  add: (sum: T, item: T) => T,
): T[] {
  const sums = new Map<string, T>();
  for (const item of items) {
    const key = keyOf(item);
    const known = sums.get(key);
    sums.set(key, known ? add(known, item) : item);
  }
  return [...sums.values()];
}

function costs(exchange: Exchange): void {
  const question = questionOf(exchange, ['project_id', 'line_item'], 180);
  if (!question) return;
  const has = (field: string) => question.groupBy.includes(field);
  sendBuckets(exchange, question, day =>
    grouped<OpenaiCost>(
      exchange.sim.world.openaiCosts(toDay(day)).revealed,
      it =>
        JSON.stringify([
          has('project_id') && it.project,
          has('line_item') && it.lineItem,
        ]),
      (sum, it) => ({ ...sum, amount: sum.amount + it.amount }),
    ).map(({ project, lineItem, amount }) => ({
      object: 'organization.costs.result',
      amount: { value: Number(dollarText(amount)), currency: 'usd' },
      line_item: has('line_item') ? lineItem : null,
      project_id: has('project_id') ? project : null,
      api_key_id: null,
      quantity: null,
      quantity_unit: null,
    })),
  );
}

function completions(exchange: Exchange): void {
  const question = questionOf(exchange, ['user_id', 'model', 'project_id'], 31);
  if (!question) return;
  const has = (field: string) => question.groupBy.includes(field);
  sendBuckets(exchange, question, day =>
    grouped<OpenaiUse>(
      exchange.sim.world.openai(toDay(day)).revealed,
      it =>
        JSON.stringify([
          has('user_id') && it.user?.account,
          has('model') && it.model,
          has('project_id') && it.project,
        ]),
      (sum, it) => ({
        ...sum,
        requests: sum.requests + it.requests,
        input: sum.input + it.input,
        cached: sum.cached + it.cached,
        cacheWrite: sum.cacheWrite + it.cacheWrite,
        output: sum.output + it.output,
      }),
    ).map(use => ({
      object: 'organization.usage.completions.result',
      input_tokens: use.input,
      input_cached_tokens: use.cached,
      input_cache_write_tokens: use.cacheWrite,
      input_uncached_tokens: use.input - use.cached - use.cacheWrite,
      output_tokens: use.output,
      input_text_tokens: use.input - use.cached,
      output_text_tokens: use.output,
      input_cached_text_tokens: use.cached,
      input_audio_tokens: 0,
      input_cached_audio_tokens: 0,
      output_audio_tokens: 0,
      input_image_tokens: 0,
      input_cached_image_tokens: 0,
      output_image_tokens: 0,
      num_model_requests: use.requests,
      project_id: has('project_id') ? use.project : null,
      user_id: has('user_id') ? use.user?.account ?? null : null,
      api_key_id: null,
      model: has('model') ? use.model : null,
      batch: null,
      service_tier: null,
    })),
  );
}

function users(exchange: Exchange): void {
  const { searchParams } = exchange.url;
  const limit = Number(searchParams.get('limit') ?? 20);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    invalid(exchange, 'limit must be from 1 to 100');
    return;
  }
  const all = [...exchange.sim.world.openaiUsers()];
  const after = searchParams.get('after');
  const start =
    after === null ? 0 : all.findIndex(it => it.account === after) + 1;
  const page = all.slice(start, start + limit);
  sendJson(exchange, 200, {
    object: 'list',
    data: page.map(user => ({
      object: 'organization.user',
      id: user.account,
      name: user.email.split('@')[0],
      email: user.email,
      role: 'reader',
      added_at: user.addedAt,
    })),
    first_id: page[0]?.account ?? null,
    last_id: page.at(-1)?.account ?? null,
    has_more: start + limit < all.length,
  });
}
