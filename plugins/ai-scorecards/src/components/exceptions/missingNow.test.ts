import { askSchema } from 'backstage-plugin-ai-scorecards-common';
import { preview } from '../../__fixtures__';
import { missingNow } from './missingNow';

const TODAY = '2026-11-23';
const asked = askSchema.parse({
  team: 'group:default/atlas',
  tool: 'resource:default/cursor',
  seats: 3,
  until: '2027-12-31',
  supportOwner: 'user:default/ada',
});
const answered = {
  ask: asked,
  preview: {
    ...preview,
    faults: [
      { field: 'why', message: 'must say why' },
      { field: 'until', message: 'must be earlier' },
      { field: 'acceptsSupport', message: 'must be ticked' },
    ],
  },
};
const fields = (change: Partial<typeof asked>) =>
  missingNow({ ...asked, ...change }, answered, TODAY).map(
    ({ field }) => field,
  );

describe('what is missing by now', () => {
  it('is what the backend found, while nothing is typed', () => {
    expect(fields({})).toEqual(['why', 'until', 'acceptsSupport']);
  });

  it('shrinks with what is answered, before the backend is asked again', () => {
    expect(fields({ why: 'Our language' })).toEqual([
      'until',
      'acceptsSupport',
    ]);
    expect(fields({ acceptsSupport: true })).toEqual(['why', 'until']);
    // Whether another day will do is the backend's to say.
    expect(fields({ until: '2027-11-30' })).toEqual(['why', 'acceptsSupport']);
  });

  it('grows with what is emptied', () => {
    expect(fields({ seats: null })).toEqual([
      'why',
      'until',
      'acceptsSupport',
      'seats',
    ]);
    expect(fields({ until: null })).toEqual(['why', 'acceptsSupport', 'until']);
  });
});
