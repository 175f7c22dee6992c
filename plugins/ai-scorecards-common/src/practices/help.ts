import type { HostHelp } from '../contract';

/** Kinds of code hosts by the domain with which their annotations begin, in the order in which they are shown. */
const HOSTS = [
  ['github.com', 'GitHub'],
  ['gitlab.com', 'GitLab'],
] as const;

/** How a check is passed on each kind of code host: where it is set, and the vendor's article. */
export type HelpByHost = Readonly<
  Record<(typeof HOSTS)[number][0], Omit<HostHelp, 'host'>>
>;

/** The help for some code hosts. Of one that nothing is written for there is none. */
export function helpFor(
  help: HelpByHost | undefined,
  hosts: readonly string[],
): HostHelp[] {
  if (!help) return [];
  return HOSTS.filter(([kind]) => hosts.includes(kind)).map(([kind, host]) => ({
    host,
    ...help[kind],
  }));
}
