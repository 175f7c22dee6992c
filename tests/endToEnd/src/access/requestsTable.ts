/**
 * Who may do what with requests and exceptions over HTTP, as it is published in the documentation and tested cell by
 * cell. Rows are the routes of `requestRoutes`, columns the personas of `RequestWorld`.
 */

/** With permissions enabled and the shipped policy. */
export const REQUESTS_UNDER_THE_SHIPPED_POLICY = `
| route                                    | requester | team-mate | lead   | parent lead | board member | conflicted | voice    | deputy | finance  | operator | auditor | admin  | outsider | service | nobody |
| ---------------------------------------- | --------- | --------- | ------ | ----------- | ------------ | ---------- | -------- | ------ | -------- | -------- | ------- | ------ | -------- | ------- | ------ |
| list of requests: one in review          | listed    | listed    | listed | listed      | listed       | listed     | listed   | listed | left out | left out | listed  | listed | left out | 403     | 401    |
| a request in review                      | yes       | yes       | yes    | yes         | yes          | yes        | yes      | yes    | 403      | 403      | yes     | yes    | 403      | 403     | 401    |
| list of exceptions: an active one        | listed    | listed    | listed | listed      | listed       | listed     | left out | listed | left out | listed   | listed  | listed | left out | 403     | 401    |
| an active exception                      | yes       | yes       | yes    | yes         | yes          | yes        | 403      | yes    | 403      | yes      | yes     | yes    | 403      | 403     | 401    |
| its dossier                              | 403       | 403       | 403    | 403         | yes          | yes        | 403      | 403    | 403      | 403      | yes     | yes    | 403      | 403     | 401    |
| the decision log                         | 403       | 403       | 403    | 403         | yes          | yes        | 403      | 403    | 403      | 403      | yes     | yes    | 403      | 403     | 401    |
| the log as lines                         | 403       | 403       | 403    | 403         | yes          | yes        | 403      | 403    | 403      | 403      | yes     | yes    | 403      | 403     | 401    |
| the board beside its queue               | 403       | 403       | 403    | 403         | yes          | yes        | yes      | yes    | 403      | 403      | yes     | yes    | 403      | 403     | 401    |
| what a request would come to             | yes       | yes       | yes    | yes         | yes          | yes        | yes      | yes    | yes      | yes      | yes     | yes    | yes      | 403     | 401    |
| draft for the team                       | yes       | yes       | yes    | yes         | 403          | 403        | 403      | 403    | 403      | 403      | 403     | 403    | 403      | 403     | 401    |
| change a draft                           | yes       | yes       | yes    | yes         | 403          | 403        | 403      | 403    | 403      | 403      | 403     | 403    | 403      | 403     | 401    |
| remove a draft                           | yes       | yes       | yes    | yes         | 403          | 403        | 403      | 403    | 403      | 403      | 403     | 403    | 403      | 403     | 401    |
| send a draft                             | yes       | yes       | yes    | yes         | 403          | 403        | 403      | 403    | 403      | 403      | 403     | 403    | 403      | 403     | 401    |
| take a request back                      | yes       | yes       | yes    | yes         | 403          | 403        | 403      | 403    | 403      | 403      | 403     | 403    | 403      | 403     | 401    |
| vote                                     | 403       | 403       | 403    | 403         | yes          | 403        | yes      | yes    | 403      | 403      | 403     | 403    | 403      | 403     | 401    |
| say something to the team                | yes       | yes       | yes    | yes         | yes          | 403        | yes      | yes    | 403      | 403      | 403     | 403    | 403      | 403     | 401    |
| say something among the board            | 403       | 403       | 403    | 403         | yes          | 403        | yes      | yes    | 403      | 403      | 403     | 403    | 403      | 403     | 401    |
| ask the team                             | 403       | 403       | 403    | 403         | yes          | 403        | yes      | yes    | 403      | 403      | 403     | 403    | 403      | 403     | 401    |
| step aside                               | 403       | 403       | 403    | 403         | yes          | 403        | yes      | yes    | 403      | 403      | 403     | 403    | 403      | 403     | 401    |
| grant in an emergency                    | 403       | 403       | 403    | 403         | 403          | 403        | 403      | 403    | 403      | 403      | 403     | yes    | 403      | 403     | 401    |
| ratify                                   | 403       | 403       | 403    | 403         | yes          | 403        | 403      | yes    | 403      | 403      | 403     | 403    | 403      | 403     | 401    |
| appeal a rejection                       | yes       | yes       | yes    | yes         | 403          | 403        | 403      | 403    | 403      | 403      | 403     | 403    | 403      | 403     | 401    |
| take a standing approval back            | 403       | 403       | 403    | 403         | yes          | yes        | 403      | yes    | 403      | 403      | 403     | 403    | 403      | 403     | 401    |
| accept support                           | 403       | 403       | 403    | 403         | 403          | yes        | 403      | 403    | 403      | 403      | 403     | 403    | 403      | 403     | 401    |
| renew                                    | yes       | yes       | yes    | yes         | 403          | 403        | 403      | 403    | 403      | 403      | 403     | 403    | 403      | 403     | 401    |
| name another support owner               | yes       | yes       | yes    | yes         | 403          | 403        | 403      | 403    | 403      | 403      | 403     | 403    | 403      | 403     | 401    |
| name another budget owner                | yes       | yes       | yes    | yes         | 403          | 403        | 403      | 403    | 403      | 403      | 403     | 403    | 403      | 403     | 401    |
| say how a condition stands               | yes       | yes       | yes    | yes         | yes          | yes        | 403      | yes    | 403      | 403      | 403     | 403    | 403      | 403     | 401    |
| give an exception back                   | yes       | yes       | yes    | yes         | 403          | yes        | 403      | 403    | 403      | 403      | 403     | 403    | 403      | 403     | 401    |
| suspend                                  | 403       | 403       | 403    | 403         | yes          | 403        | 403      | yes    | 403      | 403      | 403     | 403    | 403      | 403     | 401    |
| reinstate                                | 403       | 403       | 403    | 403         | yes          | 403        | 403      | yes    | 403      | 403      | 403     | 403    | 403      | 403     | 401    |
| revoke                                   | 403       | 403       | 403    | 403         | yes          | 403        | 403      | yes    | 403      | 403      | 403     | 403    | 403      | 403     | 401    |
| say that a step of the wind-down is done | yes       | yes       | yes    | yes         | 403          | yes        | 403      | 403    | 403      | 403      | 403     | 403    | 403      | 403     | 401    |
| name a deputy                            | 403       | 403       | 403    | 403         | yes          | yes        | 403      | 403    | 403      | 403      | 403     | 403    | 403      | 403     | 401    |
| erase a person                           | 403       | 403       | 403    | 403         | 403          | 403        | 403      | 403    | 403      | 403      | 403     | yes    | 403      | 403     | 401    |
| let somebody back who was erased         | 403       | 403       | 403    | 403         | 403          | 403        | 403      | 403    | 403      | 403      | 403     | yes    | 403      | 403     | 401    |
| may the team use it, by exception        | yes       | yes       | yes    | yes         | yes          | yes        | yes      | yes    | yes      | yes      | yes     | yes    | yes      | yes     | 401    |
`;

/** Under a policy that allows everything, and with permissions disabled. */
export const REQUESTS_WITHOUT_A_POLICY = `
| route                                    | requester | team-mate | lead   | parent lead | board member | conflicted | voice  | deputy | finance | operator | auditor | admin  | outsider | service | nobody |
| ---------------------------------------- | --------- | --------- | ------ | ----------- | ------------ | ---------- | ------ | ------ | ------- | -------- | ------- | ------ | -------- | ------- | ------ |
| list of requests: one in review          | listed    | listed    | listed | listed      | listed       | listed     | listed | listed | listed  | listed   | listed  | listed | listed   | 403     | 401    |
| a request in review                      | yes       | yes       | yes    | yes         | yes          | yes        | yes    | yes    | yes     | yes      | yes     | yes    | yes      | 403     | 401    |
| list of exceptions: an active one        | listed    | listed    | listed | listed      | listed       | listed     | listed | listed | listed  | listed   | listed  | listed | listed   | 403     | 401    |
| an active exception                      | yes       | yes       | yes    | yes         | yes          | yes        | yes    | yes    | yes     | yes      | yes     | yes    | yes      | 403     | 401    |
| its dossier                              | yes       | yes       | yes    | yes         | yes          | yes        | yes    | yes    | yes     | yes      | yes     | yes    | yes      | 403     | 401    |
| the decision log                         | yes       | yes       | yes    | yes         | yes          | yes        | yes    | yes    | yes     | yes      | yes     | yes    | yes      | 403     | 401    |
| the log as lines                         | yes       | yes       | yes    | yes         | yes          | yes        | yes    | yes    | yes     | yes      | yes     | yes    | yes      | 403     | 401    |
| the board beside its queue               | yes       | yes       | yes    | yes         | yes          | yes        | yes    | yes    | yes     | yes      | yes     | yes    | yes      | 403     | 401    |
| what a request would come to             | yes       | yes       | yes    | yes         | yes          | yes        | yes    | yes    | yes     | yes      | yes     | yes    | yes      | 403     | 401    |
| draft for the team                       | yes       | yes       | yes    | yes         | 403          | 403        | 403    | 403    | 403     | 403      | 403     | 403    | 403      | 403     | 401    |
| change a draft                           | yes       | yes       | yes    | yes         | 403          | 403        | 403    | 403    | 403     | 403      | 403     | 403    | 403      | 403     | 401    |
| remove a draft                           | yes       | yes       | yes    | yes         | 403          | 403        | 403    | 403    | 403     | 403      | 403     | 403    | 403      | 403     | 401    |
| send a draft                             | yes       | yes       | yes    | yes         | 403          | 403        | 403    | 403    | 403     | 403      | 403     | 403    | 403      | 403     | 401    |
| take a request back                      | yes       | yes       | yes    | yes         | 403          | 403        | 403    | 403    | 403     | 403      | 403     | 403    | 403      | 403     | 401    |
| vote                                     | 403       | 403       | 403    | 403         | yes          | 403        | yes    | yes    | 403     | 403      | 403     | 403    | 403      | 403     | 401    |
| say something to the team                | yes       | yes       | yes    | yes         | yes          | 403        | yes    | yes    | 403     | 403      | 403     | 403    | 403      | 403     | 401    |
| say something among the board            | 403       | 403       | 403    | 403         | yes          | 403        | yes    | yes    | 403     | 403      | 403     | 403    | 403      | 403     | 401    |
| ask the team                             | 403       | 403       | 403    | 403         | yes          | 403        | yes    | yes    | 403     | 403      | 403     | 403    | 403      | 403     | 401    |
| step aside                               | 403       | 403       | 403    | 403         | yes          | 403        | yes    | yes    | 403     | 403      | 403     | 403    | 403      | 403     | 401    |
| grant in an emergency                    | 403       | 403       | 403    | 403         | 403          | 403        | 403    | 403    | 403     | 403      | 403     | yes    | 403      | 403     | 401    |
| ratify                                   | 403       | 403       | 403    | 403         | yes          | 403        | 403    | yes    | 403     | 403      | 403     | 403    | 403      | 403     | 401    |
| appeal a rejection                       | yes       | yes       | yes    | yes         | 403          | 403        | 403    | 403    | 403     | 403      | 403     | 403    | 403      | 403     | 401    |
| take a standing approval back            | 403       | 403       | 403    | 403         | yes          | yes        | 403    | yes    | 403     | 403      | 403     | 403    | 403      | 403     | 401    |
| accept support                           | 403       | 403       | 403    | 403         | 403          | yes        | 403    | 403    | 403     | 403      | 403     | 403    | 403      | 403     | 401    |
| renew                                    | yes       | yes       | yes    | yes         | 403          | 403        | 403    | 403    | 403     | 403      | 403     | 403    | 403      | 403     | 401    |
| name another support owner               | yes       | yes       | yes    | yes         | 403          | 403        | 403    | 403    | 403     | 403      | 403     | 403    | 403      | 403     | 401    |
| name another budget owner                | yes       | yes       | yes    | yes         | 403          | 403        | 403    | 403    | 403     | 403      | 403     | 403    | 403      | 403     | 401    |
| say how a condition stands               | yes       | yes       | yes    | yes         | yes          | yes        | 403    | yes    | 403     | 403      | 403     | 403    | 403      | 403     | 401    |
| give an exception back                   | yes       | yes       | yes    | yes         | 403          | yes        | 403    | 403    | 403     | 403      | 403     | 403    | 403      | 403     | 401    |
| suspend                                  | 403       | 403       | 403    | 403         | yes          | 403        | 403    | yes    | 403     | 403      | 403     | 403    | 403      | 403     | 401    |
| reinstate                                | 403       | 403       | 403    | 403         | yes          | 403        | 403    | yes    | 403     | 403      | 403     | 403    | 403      | 403     | 401    |
| revoke                                   | 403       | 403       | 403    | 403         | yes          | 403        | 403    | yes    | 403     | 403      | 403     | 403    | 403      | 403     | 401    |
| say that a step of the wind-down is done | yes       | yes       | yes    | yes         | 403          | yes        | 403    | 403    | 403     | 403      | 403     | 403    | 403      | 403     | 401    |
| name a deputy                            | 403       | 403       | 403    | 403         | yes          | yes        | 403    | 403    | 403     | 403      | 403     | 403    | 403      | 403     | 401    |
| erase a person                           | 403       | 403       | 403    | 403         | 403          | 403        | 403    | 403    | 403     | 403      | 403     | yes    | 403      | 403     | 401    |
| let somebody back who was erased         | 403       | 403       | 403    | 403         | 403          | 403        | 403    | 403    | 403     | 403      | 403     | yes    | 403      | 403     | 401    |
| may the team use it, by exception        | yes       | yes       | yes    | yes         | yes          | yes        | yes    | yes    | yes     | yes      | yes     | yes    | yes      | yes     | 401    |
`;
