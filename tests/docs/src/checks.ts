import { Check, CHECKS, helpFor } from 'backstage-plugin-ai-scorecards-common';

/** What every check asks for and how it is passed, at each kind of code host where that differs, as Markdown. */
export const checkSection = (): string => CHECKS.flatMap(entryOf).join('\n\n');

function entryOf(check: Check): string[] {
  const { id, title, level, why, howToPass, onHosts } = check;
  const more = howToPass.href ? ` [Read more](${howToPass.href}).` : '';
  return [
    `### \`${id}\``,
    `${title}. Level ${level}. ${why}`,
    `${howToPass.text}.${more}`,
    ...helpFor(onHosts, Object.keys(onHosts ?? {})).map(
      ({ host, text, href }) => `- On ${host}: ${text} [Article](${href}).`,
    ),
  ];
}
