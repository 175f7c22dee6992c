import { Ask, askSchema } from 'backstage-plugin-ai-scorecards-common';
import { withHidden, withoutPrivate } from './privateAsk';

const ask = (change: Partial<Ask> = {}): Ask => ({
  ...askSchema.parse({ team: 'group:default/atlas' }),
  category: 'accessibility',
  why: 'I use a screen reader',
  success: 'I can review again',
  risks: 'None',
  exit: 'Back to the default',
  ...change,
});

describe('a private reason', () => {
  it('is not in what others see, also after it was replaced by another', () => {
    const seen = { category: null, why: null, success: null, risks: null };
    expect(withoutPrivate(ask())).toMatchObject(seen);
    expect(withoutPrivate(ask({ category: 'other' }), ask())).toMatchObject(
      seen,
    );
    expect(withoutPrivate(ask({ category: 'other' })).why).toBe(
      'I use a screen reader',
    );
  });

  it('is kept when somebody who does not see it changes the rest', () => {
    const changed = { ...withoutPrivate(ask()), seats: 7 };
    expect(withHidden(changed, ask())).toEqual(ask({ seats: 7 }));
    // Nor is it laid open by calling it something else.
    expect(withHidden({ ...changed, category: 'other' }, ask())).toEqual(
      ask({ seats: 7 }),
    );
  });
});
