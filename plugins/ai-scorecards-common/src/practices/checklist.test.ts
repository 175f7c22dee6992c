import fc from 'fast-check';
import type { ChecklistItem } from '../contract';
import {
  checklistDifferences,
  checklistFaults,
  checklistTemplate,
  FIRST_CHECKLIST,
  missingItems,
  withMinimum,
} from './checklist';

const minimum = FIRST_CHECKLIST.filter(item => item.minimum);
const own: ChecklistItem = {
  id: 'latency',
  text: 'Latency was measured',
  minimum: false,
};

describe('a template', () => {
  it('holds the items that it was made of, whatever they are', () => {
    const items = fc.array(
      fc.record({
        id: fc.uuid(),
        text: fc.stringMatching(/^[A-Za-z][A-Za-z ]{3,30}[a-z]$/),
        minimum: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(items, list => {
        expect(missingItems(checklistTemplate(list, 3), list)).toEqual([]);
      }),
    );
  });

  it('lacks what it does not say', () => {
    const lacking = missingItems('- [ ] No hard-coded secrets', minimum);
    expect(lacking.map(({ id }) => id)).toEqual([
      'injection',
      'errors',
      'licences',
    ]);
  });

  it('says the first items in words of its own, and none that was reworded', () => {
    const template = '- [ ] Secrets are in the vault';
    const [secrets] = minimum;
    expect(missingItems(template, [secrets])).toEqual([]);
    const reworded = { ...secrets, text: 'Secrets and tokens are rotated' };
    expect(missingItems(template, [reworded])).toEqual([reworded]);
    expect(
      missingItems(checklistTemplate(FIRST_CHECKLIST, 1), [reworded]),
    ).toEqual([reworded]);
    expect(missingItems(checklistTemplate([reworded], 2), [reworded])).toEqual(
      [],
    );
  });
});

describe('a team’s list', () => {
  it('differs in nothing when it is adopted as it is', () => {
    expect(
      checklistDifferences(FIRST_CHECKLIST, FIRST_CHECKLIST, FIRST_CHECKLIST),
    ).toEqual([]);
  });

  it('shows what was added, reworded, left out, and what is new', () => {
    const fresh = { id: 'prompts', text: 'Prompts are kept', minimum: false };
    const adapted = [
      ...minimum,
      { id: 'tests', text: 'Tests were run', minimum: false },
      own,
    ];
    const kinds = checklistDifferences(adapted, FIRST_CHECKLIST, [
      ...FIRST_CHECKLIST,
      fresh,
    ]).map(({ kind, id }) => `${kind} ${id}`);
    expect(kinds).toEqual([
      'left-out understood',
      'reworded tests',
      'left-out dependencies',
      'new-in-organisation prompts',
      'added latency',
    ]);
  });

  it('takes up the minimum of a newer version for the template', () => {
    const prompts = { id: 'prompts', text: 'Prompts are kept', minimum: true };
    const secrets = { ...minimum[0], text: 'No secrets at all' };
    const newer = [secrets, ...FIRST_CHECKLIST.slice(1), prompts];
    const items = withMinimum([...minimum, own], newer);
    expect(items).toEqual([secrets, ...minimum.slice(1), own, prompts]);
    const template = checklistTemplate(items, 1, 2);
    expect(
      missingItems(
        template,
        newer.filter(item => item.minimum),
      ),
    ).toEqual([]);
    expect(template).toContain('version 1, minimum of version 2 -->');
    expect(withMinimum([...minimum, own], FIRST_CHECKLIST)).toEqual([
      ...minimum,
      own,
    ]);
  });

  it('keeps the minimum items as they are', () => {
    expect(checklistFaults([...minimum, own], FIRST_CHECKLIST)).toEqual([]);
    expect(
      checklistFaults(
        [{ ...minimum[0], text: 'Secrets are fine' }, ...minimum.slice(2)],
        FIRST_CHECKLIST,
      ),
    ).toEqual([
      'The minimum item "No hard-coded secrets" must stay as it is.',
      'The minimum item "No SQL injection: queries are parameterised" must stay.',
    ]);
    expect(checklistFaults([...minimum, own, own], FIRST_CHECKLIST)).toEqual([
      'Each item needs an id of its own.',
    ]);
  });
});
