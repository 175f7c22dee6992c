import { createHmac, timingSafeEqual } from 'node:crypto';

const KEY = 'vendor-sim: signs download links, protects nothing';

const signature = (path: string, expires: string): string =>
  createHmac('sha256', KEY).update(`${path}\n${expires}`).digest('base64url');

/** A link that can be used until `expires`, in milliseconds since 1970. */
export function signedLink(
  base: string,
  path: string,
  expires: number,
): string {
  const query = new URLSearchParams({
    se: String(expires),
    sig: signature(path, String(expires)),
  });
  return `${base}${path}?${query}`;
}

/** Whether a link's signature is right and its time not over. */
export function linkState(
  url: URL,
  now: number,
): 'good' | 'forged' | 'expired' {
  const expires = url.searchParams.get('se') ?? '';
  const given = Buffer.from(url.searchParams.get('sig') ?? '');
  const right = Buffer.from(signature(url.pathname, expires));
  if (given.length !== right.length || !timingSafeEqual(given, right)) {
    return 'forged';
  }
  return Number(expires) < now ? 'expired' : 'good';
}
