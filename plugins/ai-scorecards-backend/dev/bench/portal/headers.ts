/** Header that names the user and, after commas, the Groups to sign in with. */
export const SIGN_IN_HEADER = 'x-bench-claims';
