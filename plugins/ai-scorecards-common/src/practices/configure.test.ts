import { CHECKS } from './catalogue';
import { configureChecks } from './configure';
import { ownCheck, ownCheckSchema } from './ownChecks';

const own = (id: string) =>
  ownCheck(
    ownCheckSchema.parse({
      id,
      title: 'Own',
      why: 'Because',
      level: 1,
      howToPass: 'Do it',
      fact: 'pushProtection',
      is: true,
    }),
  );

describe('the checks of a portal', () => {
  it('are those of the catalogue, each with an id of its own', () => {
    expect(configureChecks({})).toHaveLength(CHECKS.length);
  });

  it('follow the configuration', () => {
    const checks = configureChecks(
      {
        'evals.run': { disabled: true },
        'sast.on-pr': { effectiveFrom: '2027-01-01', level: 3 },
      },
      [own('own.one')],
    );
    const ids = checks.map(({ id }) => id);
    expect(ids).not.toContain('evals.run');
    expect(ids).toContain('own.one');
    expect(checks.find(({ id }) => id === 'sast.on-pr')).toMatchObject({
      effectiveFrom: '2027-01-01',
      level: 3,
      weight: 75,
    });
  });

  it('are refused with two of one id', () => {
    expect(() => configureChecks({}, [own('evals.run')])).toThrow(
      'There are two checks evals.run',
    );
  });
});
