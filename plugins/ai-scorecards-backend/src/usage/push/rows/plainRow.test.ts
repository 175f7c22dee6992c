import { readPlainRow, RowRules } from './plainRow';

const rules: RowRules = {
  today: '2026-11-23',
  oldest: '2024-09-14',
  currency: 'USD',
};
const row = { tool: 'windsurf', day: '2026-11-20', account: 'Ada@Example.com' };

const faultsOf = (parts: object) => {
  const read = readPlainRow({ ...row, ...parts }, rules);
  return 'faults' in read ? read.faults : [];
};

describe('readPlainRow', () => {
  it('reads what is there, and zero apart from nothing', () => {
    expect(
      readPlainRow(
        {
          ...row,
          id: 'run-7',
          sessions: 3,
          interactions: 0,
          tokensIn: '1200',
          credits: '7.25',
          usageAmount: '0.1234567',
          valueAmount: '',
          model: 'swe-1',
          features: ['chat', 'agent'],
          active: null,
        },
        rules,
      ),
    ).toEqual({
      row: {
        tool: 'resource:default/windsurf',
        id: 'run-7',
        record: {
          type: 'usage',
          account: {
            kind: 'email',
            key: 'ada@example.com',
            email: 'Ada@Example.com',
          },
          day: '2026-11-20',
          counters: { interactions: 0, sessions: 3, tokensIn: 1200 },
          features: ['chat', 'agent'],
          flagged: false,
          credits: '7.25',
          amounts: [
            {
              kind: 'usage',
              source: 'estimate',
              exact: '0.1234567',
              currency: 'USD',
              model: 'swe-1',
            },
          ],
          models: [{ model: 'swe-1', tokensIn: 1200, tokensOut: null }],
        },
      },
    });
  });

  it.each([
    ['ada', undefined, { kind: 'login', key: 'ada', login: 'ada' }],
    ['U-17', 'id', { kind: 'id', key: 'u-17', vendorId: 'U-17' }],
    ['CI', 'api-key', { kind: 'api-key', key: 'api-key:CI' }],
    ['Bot', 'service', { kind: 'service', key: 'bot' }],
  ])('takes %s as %s', (account, accountKind, ref) => {
    expect(readPlainRow({ ...row, account, accountKind }, rules)).toMatchObject(
      { row: { record: { account: ref } } },
    );
  });

  it.each([
    [{ day: '2026-11-24' }, 'day must not be in the future'],
    [{ day: '2024-09-13' }, 'day must not be before 2024-09-14'],
    [{ day: '2026-02-30' }, 'day must be a UTC day'],
    [{ tool: 'two words' }, 'tool must name a tool'],
    [{ tool: 'x'.repeat(90) }, 'tool must name a tool'],
    [{ account: null }, 'account must name who used the tool'],
    [{ account: 7 }, 'account must be text'],
    [{ accountKind: 'cat' }, 'accountKind must be one of'],
    [{ sessions: -1 }, 'sessions must be a whole number'],
    [{ sessions: '1.5' }, 'sessions must be a whole number'],
    [{ sessions: 2 ** 31 }, 'sessions is 2147483648'],
    [{ usageAmount: 1.25 }, 'usageAmount must be text'],
    [{ valueAmount: 'free' }, 'valueAmount must be decimal text'],
    [{ currency: 'EUR' }, 'currency must be USD'],
    [{ features: 'chat;magic' }, 'features must be some of'],
    [{ active: 'maybe' }, 'active must be true or false'],
    [{ lines: 3 }, 'lines is not a field of a row'],
  ])('refuses %j: %s', (parts, fault) => {
    expect(faultsOf(parts).join('; ')).toContain(fault);
  });

  it('names all faults at once', () => {
    expect(
      faultsOf({ day: 'soon', sessions: 'many', currency: 'EUR' }),
    ).toHaveLength(3);
    expect(readPlainRow(null, rules)).toEqual({
      faults: ['a row must be an object'],
    });
  });
});
