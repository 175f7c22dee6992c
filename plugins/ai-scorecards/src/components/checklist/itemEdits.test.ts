import { adapted, checklist, notAdopted } from '../../__fixtures__';
import { startOfAdapting, withNewItem } from './itemEdits';

describe('startOfAdapting', () => {
  it("is the organisation's list for a team without one", () => {
    expect(startOfAdapting(notAdopted)).toEqual(checklist.items);
  });

  it("keeps the team's own wording, and takes minimum items as they are today", () => {
    const reworded = {
      ...adapted,
      organisation: {
        ...checklist,
        items: [
          { ...checklist.items[0], text: 'No secret is in the code' },
          { id: 'licences', text: 'Licences are known', minimum: true },
          checklist.items[2],
        ],
      },
    };
    expect(startOfAdapting(reworded)).toEqual([
      { id: 'secrets', text: 'No secret is in the code', minimum: true },
      { id: 'licences', text: 'Licences are known', minimum: true },
      // No minimum any more: the team may leave it out.
      { id: 'errors', text: 'Errors are handled', minimum: false },
      ...adapted.adopted!.items.slice(2),
    ]);
  });
});

describe('withNewItem', () => {
  it('takes an id that nothing has', () => {
    const items = [{ id: 'item-3', text: 'a', minimum: false }];
    expect(withNewItem(items, ['item-2']).map(({ id }) => id)).toEqual([
      'item-3',
      'item-4',
    ]);
    expect(withNewItem([]).map(({ id }) => id)).toEqual(['item-1']);
  });
});
