import { UNDER_THE_SHIPPED_POLICY, WITHOUT_A_POLICY } from './accessTable';
import {
  REQUESTS_UNDER_THE_SHIPPED_POLICY,
  REQUESTS_WITHOUT_A_POLICY,
} from './requestsTable';

/** The page of the documentation that the table of access is published as, in Markdown. */
export function accessPage(): string {
  return `# Who gets what

<!-- Written by \`npm run docs\` from the table that is tested over HTTP; a change here is overwritten. -->

Every route of the interface, asked by everybody who could ask, over HTTP: a test compares each cell with what a running
backend answers, also with routes that are yet to come, which fail it until they have a row. The rules behind it are in
[Operate](operate.md#who-sees-what).

| word | what comes back |
| --- | --- |
| all | adoption, cost and everything beside them; of a tool, also how the organisation uses it |
| cost | the cost and the cost per active developer; adoption is null, and so is the use of each tool |
| public | the team, its leads, its tools with their policy, and its practice level; no figure about people or money |
| yes | the whole answer |
| own | what is held on the caller, and on nobody else |
| 403 | signed in, and not allowed |
| 401 | not signed in |

The *member* and the *lead* belong to the team; the *division lead* leads the division above it; the *board member* is in
a sister team of the same division; the *operator* is in a team elsewhere; *other team* leads the other team that is
asked about; *auditor*, *finance* and *no team* are in no team of that kind. A *service* is another backend with an
unrestricted token.

## Under the shipped policy

${UNDER_THE_SHIPPED_POLICY.trim()}

## Under a policy that allows everything, or with permissions disabled

The services themselves hold on to roles, to own figures, to guests and to small groups.

${WITHOUT_A_POLICY.trim()}

## Requests and exceptions under the shipped policy

The *requester* filed for the team of the *team-mate*; the *lead* leads it, the *parent lead* the division above. The
*board member* leads a sister team of the same division, the *conflicted* one would support the tool, the *deputy* stands
in for the board member, and the *voice* speaks for a Group that the request has to hear. A request *left out* is not in
the list that the caller gets. Every cell begins with the same requests, one in each state.

${REQUESTS_UNDER_THE_SHIPPED_POLICY.trim()}

## Requests and exceptions under a policy that allows everything, or with permissions disabled

Who votes, files, accepts or grants in an emergency is settled by the service, whatever the policy says.

${REQUESTS_WITHOUT_A_POLICY.trim()}
`;
}
