import axe from 'axe-core';

/**
 * Faults of accessibility in a rendered tree, one sentence each; empty when there are none. Contrast is left out: jsdom
 * draws nothing.
 */
export async function accessibilityFaults(root: Element): Promise<string[]> {
  const { violations } = await axe.run(root, {
    rules: {
      'color-contrast': { enabled: false },
      'link-in-text-block': { enabled: false },
      // The portal's shell brings the landmarks and the first heading.
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
    },
  });
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html}`,
  );
}
