import { z } from 'zod';
import { FaultKind } from './faults';
import { VendorSim, startVendorSim } from './startVendorSim';
import { DAY, TODAY } from './__testUtils__/collector';

const whole = z.int().min(0);

function page<T extends z.ZodType>(result: T) {
  return z.strictObject({
    object: z.literal('page'),
    data: z.array(
      z.strictObject({
        object: z.literal('bucket'),
        start_time: whole,
        end_time: whole,
        results: z.array(result),
      }),
    ),
    has_more: z.boolean(),
    next_page: z.string().nullable(),
  });
}

const costPage = page(
  z.strictObject({
    object: z.literal('organization.costs.result'),
    amount: z.strictObject({ value: z.number(), currency: z.literal('usd') }),
    line_item: z.string().nullable(),
    project_id: z.string().nullable(),
    api_key_id: z.null(),
    quantity: z.null(),
    quantity_unit: z.null(),
  }),
);

const usagePage = page(
  z.strictObject({
    object: z.literal('organization.usage.completions.result'),
    input_tokens: whole,
    input_cached_tokens: whole,
    input_cache_write_tokens: whole,
    input_uncached_tokens: whole,
    output_tokens: whole,
    input_text_tokens: whole,
    output_text_tokens: whole,
    input_cached_text_tokens: whole,
    input_audio_tokens: whole,
    input_cached_audio_tokens: whole,
    output_audio_tokens: whole,
    input_image_tokens: whole,
    input_cached_image_tokens: whole,
    output_image_tokens: whole,
    num_model_requests: whole,
    project_id: z.string().nullable(),
    user_id: z.string().nullable(),
    api_key_id: z.null(),
    model: z.string().nullable(),
    batch: z.null(),
    service_tier: z.null(),
  }),
);

const usersPage = z.strictObject({
  object: z.literal('list'),
  data: z.array(
    z.strictObject({
      object: z.literal('organization.user'),
      id: z.string().startsWith('user-'),
      name: z.string(),
      email: z.email(),
      role: z.string(),
      added_at: whole,
    }),
  ),
  first_id: z.string().nullable(),
  last_id: z.string().nullable(),
  has_more: z.boolean(),
});

const START = Date.parse(`${DAY}T00:00:00Z`) / 1000;
const ON_DAY = `start_time=${START}&end_time=${START + 86_400}`;
const COST_GROUPS = 'group_by=project_id&group_by=line_item';
const USAGE_GROUPS = 'group_by=user_id&group_by=model&group_by=project_id';

let sim: VendorSim;
beforeAll(async () => {
  sim = await startVendorSim({ today: TODAY });
});
afterEach(() => sim.faults.clear());
afterAll(() => sim.close());

const ask = (path: string, authorization = 'Bearer sim-openai-admin-key') =>
  fetch(`${sim.url}/v1/organization/${path}`, {
    headers: { authorization },
    redirect: 'manual',
  });

const costs = async (query: string) =>
  costPage.parse(await (await ask(`costs?${query}`)).json());
const usage = async (query: string) =>
  usagePage.parse(await (await ask(`usage/completions?${query}`)).json());

const truth = async (path: string) =>
  z
    .object({ revealed: z.array(z.record(z.string(), z.unknown())) })
    .parse(
      await (await fetch(`${sim.url}${path}?from=${DAY}&to=${DAY}`)).json(),
    ).revealed;

describe('the organisation at OpenAI', () => {
  it('serves the costs that the truth tells', async () => {
    const { data } = await costs(`${ON_DAY}&${COST_GROUPS}`);
    expect(data).toHaveLength(1);
    const told = await truth('/truth/openai/costs');
    expect(
      data[0].results.map(it => [it.project_id, it.line_item, it.amount.value]),
    ).toEqual(
      told.map(it => [it.workspace, it.description, Number(it.amount)]),
    );
    expect(new Set(told.map(it => it.workspace)).size).toBe(4);
  });

  it('adds up what is not asked apart', async () => {
    const sum = (answer: z.output<typeof costPage>) =>
      answer.data[0].results.reduce((total, it) => total + it.amount.value, 0);
    const whole1 = await costs(ON_DAY);
    expect(whole1.data[0].results).toMatchObject([
      { project_id: null, line_item: null },
    ]);
    expect(sum(whole1)).toBeCloseTo(
      sum(await costs(`${ON_DAY}&${COST_GROUPS}`)),
      6,
    );
    const { data } = await usage(`${ON_DAY}&group_by=model`);
    expect(data[0].results.every(it => it.user_id === null)).toBe(true);
    expect(data[0].results.every(it => it.model !== null)).toBe(true);
  });

  it('serves the use that the truth tells, input with what is cached', async () => {
    const { data } = await usage(`${ON_DAY}&${USAGE_GROUPS}`);
    const told = await truth('/truth/openai');
    expect(data[0].results).toHaveLength(told.length);
    for (const it of data[0].results) {
      expect(it.input_tokens).toBe(
        it.input_cached_tokens +
          it.input_cache_write_tokens +
          it.input_uncached_tokens,
      );
    }
    expect(data[0].results.map(it => it.input_tokens).sort()).toEqual(
      told.map(it => it.inputTokens).sort(),
    );
    expect(data[0].results.some(it => it.user_id === null)).toBe(true);
    expect(data[0].results.some(it => it.project_id === null)).toBe(true);
    expect(new Set(told.map(it => it.standing)).size).toBeGreaterThan(2);
  });

  it('serves several days page by page', async () => {
    const week = `start_time=${START}&end_time=${START + 7 * 86_400}`;
    const all = await costs(`${week}&limit=180`);
    expect(all.data).toHaveLength(7);
    const buckets: unknown[] = [];
    let next = '';
    do {
      const answer = await costs(`${week}&limit=3${next}`);
      buckets.push(...answer.data);
      next = answer.next_page ? `&page=${answer.next_page}` : '';
    } while (next);
    expect(buckets).toEqual(all.data);
  });

  it('lists users page by page, without those who are gone', async () => {
    const ids: string[] = [];
    let after = '';
    do {
      const answer = usersPage.parse(
        await (await ask(`users?limit=7${after}`)).json(),
      );
      ids.push(...answer.data.map(it => it.id));
      after = answer.has_more ? `&after=${answer.last_id}` : '';
    } while (after);
    expect(new Set(ids).size).toBe(ids.length);
    const gone = sim.world
      .openaiMembers()
      .filter(it => !ids.includes(it.account));
    expect(gone.some(it => it.standing === 'left')).toBe(true);
  });

  it('is preliminary first, and can be restated', async () => {
    const total = async () => {
      const { data } = await usage(ON_DAY);
      return data[0]?.results[0]?.input_tokens;
    };
    const settled = await total();
    sim.world.setToday('2026-11-12');
    expect(await total()).toBeLessThan(settled);
    sim.world.setToday(DAY);
    expect(await total()).toBeUndefined();
    sim.world.setToday(TODAY);
    sim.world.restate('openai', DAY);
    expect(await total()).not.toBe(settled);
    sim.world.clearRestatements();
    expect(await total()).toBe(settled);
  });

  it.each([
    'costs',
    'costs?start_time=soon',
    `costs?${ON_DAY}&limit=181`,
    `costs?${ON_DAY}&group_by=user_id`,
    `costs?${ON_DAY}&page=nowhere`,
    `usage/completions?${ON_DAY}&limit=32`,
    `usage/completions?${ON_DAY}&bucket_width=1m`,
    'users?limit=101',
  ])('refuses %p', async path => {
    const answer = await ask(path);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: { type: 'invalid_request_error' },
    });
  });

  it('refuses wrong keys, and names the scope that is missing', async () => {
    expect((await ask('users', '')).status).toBe(401);
    expect((await ask('users', 'Bearer old')).status).toBe(401);
    const weak = await ask('users', 'Bearer sim-token-without-permission');
    expect(weak.status).toBe(403);
    expect(await weak.text()).toContain('api.usage.read');
  });

  it.each<[FaultKind, number]>([
    ['rate-limited', 429],
    ['server-error', 500],
    ['no-content', 204],
    ['empty-string', 200],
    ['revoked-key', 401],
    ['forbidden', 403],
    ['redirect', 302],
  ])('misbehaves on the day that was named (%s)', async (kind, status) => {
    sim.faults.add({ kind, day: DAY, count: null });
    expect((await ask(`costs?${ON_DAY}`)).status).toBe(status);
    expect((await ask(`costs?start_time=${START - 86_400}`)).status).toBe(200);
  });

  it('spoils what an answer holds', async () => {
    sim.faults.add({ kind: 'cut-off' });
    await expect(costs(ON_DAY)).rejects.toThrow('JSON');
    sim.faults.add({ kind: 'unknown-field' });
    await expect(usage(ON_DAY)).rejects.toThrow('hologram_tokens');
    sim.faults.add({ kind: 'malformed-row' });
    await expect(costs(ON_DAY)).rejects.toThrow('amount');
    sim.faults.add({ kind: 'oversized', bytes: 1_000_000 });
    expect((await (await ask('users')).text()).length).toBeGreaterThan(
      1_000_000,
    );
  });
});
