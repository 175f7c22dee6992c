import { askSchema } from 'backstage-plugin-ai-scorecards-common';
import { askOf, asksTheSame, inFormOrder, linksOf, textOf } from './askFields';

const empty = askSchema.parse({ team: 'group:default/atlas' });

describe('the form of a request', () => {
  it('gives back what it was filled with', () => {
    const ask = {
      ...empty,
      tool: 'resource:default/cursor',
      category: 'evaluation' as const,
      why: 'To compare',
      seats: 3,
      costPerMonth: 60_500_000,
      until: '2027-02-21',
      supportOwner: 'user:default/ada',
      acceptsSupport: true,
      links: [
        { title: 'Our trial', url: 'https://wiki.example/trial' },
        { title: '', url: 'https://tickets.example/7' },
      ],
    };
    expect(askOf(textOf(ask), empty)).toEqual(ask);
    expect(askOf(textOf(empty), empty)).toEqual(empty);
  });

  it.each([
    ['seats', '2.5', null],
    ['seats', '0', null],
    ['seats', '12', 12],
    ['costPerMonth', '19,50', 19_500_000],
    ['costPerMonth', 'much', null],
    ['supportOwner', 'ada', null],
    ['supportOwner', 'user:default/ada', 'user:default/ada'],
    ['why', '   ', null],
  ] as const)('takes %s "%s" for %j', (field, typed, value) => {
    expect(askOf({ ...textOf(empty), [field]: typed }, empty)[field]).toBe(
      value,
    );
  });

  it('takes links one a line, and says which are none', () => {
    expect(
      linksOf('Ticket 7 https://tickets.example/7\n\n wiki/trial \n'),
    ).toEqual({
      links: [{ title: 'Ticket 7', url: 'https://tickets.example/7' }],
      wrong: ['wiki/trial'],
    });
    const many = Array.from({ length: 21 }, (_, n) => `https://x.example/${n}`);
    expect(linksOf(many.join('\n')).wrong).toEqual(['https://x.example/20']);
    // Nothing but pages.
    expect(linksOf('ftp://files.example/x').links).toEqual([]);
  });

  it('puts faults in the order of the form', () => {
    const fields = ['exit', 'unheard-of', 'tool', 'why'];
    expect(
      inFormOrder(fields.map(field => ({ field, message: '' }))).map(
        ({ field }) => field,
      ),
    ).toEqual(['tool', 'why', 'exit', 'unheard-of']);
  });

  it('tells a text that says more than what is stored', () => {
    const stored = { ...empty, why: 'Our language', costPerMonth: 40_000_000 };
    const text = textOf(stored);
    expect(asksTheSame(text, stored)).toBe(true);
    expect(asksTheSame({ ...text, why: ' Our language ' }, stored)).toBe(true);
    // The form left it to the contract, whose price was stored.
    expect(asksTheSame({ ...text, costPerMonth: '' }, stored)).toBe(true);
    expect(asksTheSame({ ...text, costPerMonth: '50' }, stored)).toBe(false);
    expect(asksTheSame({ ...text, why: 'Ours' }, stored)).toBe(false);
    expect(asksTheSame({ ...text, links: 'no address' }, stored)).toBe(false);
  });
});
