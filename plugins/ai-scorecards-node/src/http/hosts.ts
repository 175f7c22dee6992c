/** True for this machine's own addresses and for `localhost`; takes a host name as `URL.hostname` gives it. */
export function isLoopbackHost(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  );
}

/**
 * Whether a host name matches one of the patterns. A pattern is a host name; a leading `*.` stands for one or more
 * labels, any other `*` for characters within one label (`reports-*.example.net`).
 */
export function matchesHost(
  hostname: string,
  patterns: readonly string[],
): boolean {
  return patterns.some(pattern => {
    const anyLabels = pattern.startsWith('*.');
    const rest = anyLabels ? pattern.slice(2) : pattern;
    const expression = rest
      .toLowerCase()
      .split('*')
      .map(part => part.replace(/[.[\]\\^$+?(){}|]/g, '\\$&'))
      .join('[a-z0-9-]*');
    return new RegExp(
      `^${anyLabels ? '([a-z0-9-]+\\.)+' : ''}${expression}$`,
    ).test(hostname.toLowerCase());
  });
}

/** Where a link that a vendor sent may lead. */
export interface LinkRules {
  /** Host patterns, see {@link matchesHost}. */
  hosts: readonly string[];
  /** Plain http, and any host name of this machine: for a stand-in that runs on it. */
  allowInsecureLoopback?: boolean;
}

/** Returns one clause that says why a link must not be followed, without its path and query; undefined when it may. */
export function linkFault(link: URL, rules: LinkRules): string | undefined {
  if (link.username || link.password) {
    return `the link to ${link.hostname} carries a user name`;
  }
  if (rules.allowInsecureLoopback && isLoopbackHost(link.hostname)) {
    return /^https?:$/.test(link.protocol)
      ? undefined
      : `the link to ${link.hostname} is not https`;
  }
  if (link.protocol !== 'https:') {
    return `the link to ${link.hostname} is not https`;
  }
  return matchesHost(link.hostname, rules.hosts)
    ? undefined
    : `the link leads to ${link.hostname}, which is not among the allowed hosts`;
}
