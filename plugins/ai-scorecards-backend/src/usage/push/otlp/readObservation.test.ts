import { NOON, nanos } from './__testUtils__/requests';
import { Observation } from './observations';
import { OtlpSettings, readObservation } from './readObservation';

const settings: OtlpSettings = {
  tools: {},
  organizations: [],
  organizationRequired: false,
  costIs: 'value',
};

function read(
  name: string,
  attributes: Record<string, string> = {},
  parts: Partial<Observation> & {
    settings?: Partial<OtlpSettings>;
    currency?: string;
  } = {},
  signal: 'metric' | 'event' = 'metric',
) {
  return readObservation(
    {
      name,
      attributes: new Map(Object.entries(attributes)),
      start: null,
      time: nanos('2026-11-22T23:59:59Z'),
      value: '3',
      isCumulative: false,
      ...parts,
    },
    signal,
    { ...settings, ...parts.settings },
    NOON,
    parts.currency ?? 'USD',
  );
}

const fieldsOf = (...args: Parameters<typeof read>) => {
  const result = read(...args);
  return result.state === 'counted'
    ? [result.counted.tool.split('/')[1], ...result.counted.fields]
    : result.state;
};

describe('readObservation', () => {
  it.each<[string, Record<string, string>, string[] | string]>([
    [
      'claude_code.session.count',
      {},
      ['claude-code', 'sessions', 'feature.agent'],
    ],
    ['claude_code.session.count', { start_type: 'agents_view' }, 'ignored'],
    ['claude_code.token.usage', { type: 'input' }, ['claude-code', 'tokensIn']],
    [
      'claude_code.token.usage',
      { type: 'output' },
      ['claude-code', 'tokensOut'],
    ],
    [
      'claude_code.token.usage',
      { type: 'cacheRead' },
      ['claude-code', 'tokensCacheRead'],
    ],
    [
      'claude_code.token.usage',
      { type: 'cacheCreation' },
      ['claude-code', 'tokensCacheWrite'],
    ],
    ['claude_code.token.usage', { type: 'constructor' }, 'ignored'],
    ['claude_code.cost.usage', {}, ['claude-code', 'valueMicros']],
    [
      'claude_code.lines_of_code.count',
      { type: 'removed' },
      ['claude-code', 'linesRemoved'],
    ],
    ['claude_code.commit.count', {}, ['claude-code', 'commits']],
    ['claude_code.pull_request.count', {}, ['claude-code', 'pullRequests']],
    [
      'claude_code.code_edit_tool.decision',
      { decision: 'accept' },
      ['claude-code', 'suggestions', 'acceptances', 'feature.agent'],
    ],
    ['claude_code.active_time.total', {}, 'ignored'],
    ['claude_code.toString', {}, 'ignored'],
    [
      'codex.turn.token_usage',
      { token_type: 'input' },
      ['codex', 'tokensInOrCached'],
    ],
    ['codex.turn.token_usage', { token_type: 'total' }, 'ignored'],
    ['codex.thread.started', {}, ['codex', 'sessions', 'feature.agent']],
    [
      'gemini_cli.token.usage',
      { type: 'input' },
      ['gemini-cli', 'tokensInOrCached'],
    ],
    [
      'gemini_cli.token.usage',
      { type: 'thought' },
      ['gemini-cli', 'tokensOut'],
    ],
    ['gemini_cli.session.count', {}, ['gemini-cli', 'sessions', 'feature.cli']],
    [
      'gen_ai.client.token.usage',
      { 'service.name': 'gemini-cli', 'gen_ai.token.type': 'input' },
      'ignored',
    ],
    [
      'gen_ai.client.token.usage',
      { 'service.name': 'copilot-chat', 'gen_ai.token.type': 'input' },
      ['github-copilot', 'tokensIn'],
    ],
    ['gen_ai.client.token.usage', { 'gen_ai.token.type': 'input' }, 'ignored'],
    [
      'copilot_chat.session.count',
      {},
      ['github-copilot', 'sessions', 'feature.chat'],
    ],
    [
      'copilot_chat.edit.acceptance.count',
      { 'copilot_chat.edit.outcome': 'accepted' },
      ['github-copilot', 'suggestions', 'acceptances'],
    ],
    [
      'copilot_chat.edit.acceptance.count',
      { 'copilot_chat.edit.outcome': 'rejected' },
      ['github-copilot', 'suggestions'],
    ],
    ['copilot_chat.edit.acceptance.count', {}, 'ignored'],
    ['http.server.duration', {}, 'ignored'],
  ])('takes %s with %j for %j', (name, attributes, fields) => {
    expect(fieldsOf(name, attributes)).toEqual(fields);
  });

  it('counts prompts by events', () => {
    expect(fieldsOf('codex.user_prompt', {}, {}, 'event')).toEqual([
      'codex',
      'interactions',
      'feature.agent',
    ]);
    expect(fieldsOf('codex.user_prompt')).toBe('ignored');
  });

  it('puts an amount into micro-units, as value unless configured', () => {
    const cost = read(
      'claude_code.cost.usage',
      { model: 'opus' },
      { value: '0.0123455' },
    );
    expect(cost).toMatchObject({
      counted: { amount: 12_346, model: 'opus', day: '2026-11-22' },
    });
    expect(
      fieldsOf('claude_code.cost.usage', {}, { settings: { costIs: 'usage' } }),
    ).toEqual(['claude-code', 'usageMicros']);
  });

  it.each<[Record<string, string>, string]>([
    [{ 'user.email': 'Ada@Example.com', 'user.id': 'x' }, 'ada@example.com'],
    [{ 'user.account_uuid': 'U-1', 'user.id': 'x' }, 'u-1'],
    [{ 'user.id': 'install', 'installation.id': 'i-1' }, 'no-person'],
    [{ 'user.email': ' ' }, 'no-person'],
    [{}, 'no-person'],
  ])('takes %j for the account %s', (attributes, account) => {
    expect(read('claude_code.commit.count', attributes)).toMatchObject({
      counted: { account },
    });
  });

  it.each<[string, Parameters<typeof read>[2], string]>([
    ['the future', { time: nanos('2026-11-23T12:10:01Z') }, 'in the future'],
    [
      'long ago',
      { time: nanos('2026-11-15T23:59:59Z') },
      'more than 7 days ago',
    ],
    ['half a commit', { value: '0.5' }, 'no whole number'],
    ['less than none', { value: '-1' }, 'no whole number'],
    ['more than is kept', { value: '2147483648' }, 'more than 2147483647'],
    ['no number', { value: 'NaN' }, 'no whole number'],
  ])('rejects %s', (_, parts, words) => {
    expect(read('claude_code.commit.count', {}, parts)).toEqual({
      state: 'rejected',
      reason: expect.stringContaining(words),
    });
  });

  it('rejects what is of another organisation, or in another currency', () => {
    const organizations = ['ours'];
    const of = (id: Record<string, string>) =>
      read('claude_code.commit.count', id, { settings: { organizations } })
        .state;
    expect(of({ 'organization.id': 'theirs' })).toBe('rejected');
    expect(of({ 'organization.id': 'ours' })).toBe('counted');
    expect(of({})).toBe('counted');
    const strict = (name: string, id: Record<string, string>) =>
      read(name, id, {
        settings: { organizations, organizationRequired: true },
      });
    expect(strict('claude_code.commit.count', {})).toEqual({
      state: 'rejected',
      reason: 'organization.id is missing',
    });
    expect(
      strict('claude_code.commit.count', { 'organization.id': 'ours' }).state,
    ).toBe('counted');
    // Others have none to name.
    expect(strict('gemini_cli.session.count', {}).state).toBe('counted');
    expect(read('claude_code.cost.usage', {}, { currency: 'EUR' }).state).toBe(
      'rejected',
    );
  });

  it('is of the day of its arrival without a time, and of today when ahead over midnight', () => {
    expect(read('claude_code.commit.count', {}, { time: null })).toMatchObject({
      counted: { day: '2026-11-23' },
    });
  });

  it('tells a sum that began before anything that is taken', () => {
    const began = (start: string | null) =>
      read('claude_code.commit.count', {}, { start, isCumulative: true });
    const series = (isOld: boolean) => ({
      counted: { series: expect.objectContaining({ isOld }) },
    });
    expect(began(null)).toMatchObject(series(false));
    const day = 'T23:59:59Z';
    expect(began(nanos(`2026-11-15${day}`))).toMatchObject(series(false));
    expect(began(nanos(`2026-11-14${day}`))).toMatchObject(series(true));
  });

  it('tells observations apart by name, attributes and times, and no otherwise', () => {
    const digest = (...args: Parameters<typeof read>) => {
      const result = read(...args);
      return result.state === 'counted' ? result.counted.digest : undefined;
    };
    const name = 'claude_code.commit.count';
    const base = digest(name, { a: '1', b: '2' });
    expect(digest(name, { b: '2', a: '1' })).toBe(base);
    expect(digest(name, { a: '1', b: '2' }, { value: '9' })).toBe(base);
    const others = [
      digest(name, { a: '1', b: '3' }),
      digest(name, { a: '1', b: '2' }, { time: nanos('2026-11-22T20:00:00Z') }),
      digest(
        name,
        { a: '1', b: '2' },
        { start: nanos('2026-11-22T20:00:00Z') },
      ),
      digest('claude_code.pull_request.count', { a: '1', b: '2' }),
    ];
    expect(new Set([base, ...others]).size).toBe(5);
    expect(digest(name, {}, { time: null, value: '1' })).not.toBe(
      digest(name, {}, { time: null, value: '2' }),
    );
  });
});
