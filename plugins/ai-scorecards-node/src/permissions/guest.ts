const GUEST = /^user:[^/]+\/guest$/i;

/** Whether a user ref is the one that Backstage's guest provider signs people in as; guests see nothing here. */
export function isGuest(userRef: string): boolean {
  return GUEST.test(userRef);
}
