import { type Page } from '@playwright/test';
import axe from 'axe-core';

/** What axe finds below the first element of a selector: rule and the elements at fault. */
export async function faultsOf(
  page: Page,
  selector: string,
): Promise<{ rule: string; elements: string[] }[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async within => {
    const root = document.querySelector(within);
    if (!root) throw new Error(`There is no ${within} on the page`);
    const { violations } = await (
      window as unknown as { axe: typeof axe }
    ).axe.run(root);
    return violations.map(({ id, nodes }) => ({
      rule: id,
      elements: nodes.map(({ html }) => html.slice(0, 200)),
    }));
  }, selector);
}
