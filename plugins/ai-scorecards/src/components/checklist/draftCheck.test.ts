import { ownCheckSchema } from 'backstage-plugin-ai-scorecards-common';
import {
  Draft,
  draftCheck,
  draftConfig,
  draftFacts,
  draftFaults,
  emptyDraft,
  rulesOf,
  withFact,
} from './draftCheck';

const draft: Draft = { ...emptyDraft, title: 'Two people approve' };

describe('a check in draft', () => {
  it.each(draftFacts)('can be made of %s as configuration would', fact => {
    for (const rule of rulesOf(fact)) {
      const check = draftCheck({ ...withFact(draft, fact), rule }, 0);
      expect(ownCheckSchema.parse(check)).toEqual(check);
    }
  });

  it('takes a way of asking that fits its fact', () => {
    expect(withFact(draft, 'pushProtection').rule).toBe('yes');
    expect(withFact({ ...draft, rule: 'atMost' }, 'openFindings').rule).toBe(
      'atMost',
    );
  });

  it('has an id of its own whatever its title', () => {
    expect(draftCheck(draft, 0).id).toBe('own.two-people-approve');
    expect(draftCheck({ ...draft, title: '二人が承認' }, 1).id).toBe(
      'own.draft-2',
    );
  });

  it.each<[Partial<Draft>, string[]]>([
    [{}, []],
    [{ title: ' a ' }, ['title']],
    [{ count: 'two' }, ['count']],
    [{ share: '0' }, ['share']],
    [{ share: '101', title: '' }, ['title', 'share']],
    [{ fact: 'pushProtection', rule: 'yes', count: '' }, []],
  ])('says what is wrong with %j', (change, faults) => {
    expect(draftFaults({ ...draft, ...change })).toEqual(faults);
  });

  it('is written as configuration to go on with', () => {
    expect(draftConfig([draftCheck({ ...draft, share: '90' }, 0)])).toBe(
      [
        'aiScorecards:',
        '  practices:',
        '    own:',
        '      - id: own.two-people-approve',
        '        title: "Two people approve"',
        '        why: "Two people approve"',
        '        level: 1',
        '        howToPass: "Two people approve"',
        '        fact: requiredApprovals',
        '        atLeast: 2',
        '        share: 0.9',
      ].join('\n'),
    );
  });
});
