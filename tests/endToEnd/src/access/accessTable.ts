/**
 * Who gets what over HTTP, as it is published in the documentation and tested cell by cell. Rows are the routes of
 * {@link routes}, columns the personas of {@link personas}.
 */

/** With permissions enabled and the shipped policy. */
export const UNDER_THE_SHIPPED_POLICY = `
| route                                | member | lead   | division lead | board member | finance | operator | auditor | other team | no team | guest | service | nobody |
| ------------------------------------ | ------ | ------ | ------------- | ------------ | ------- | -------- | ------- | ---------- | ------- | ----- | ------- | ------ |
| scorecard of the team                | all    | all    | all           | public       | cost    | all      | public  | public     | public  | 403   | all     | 401    |
| scorecard of the division above      | all    | all    | all           | all          | cost    | all      | public  | public     | public  | 403   | all     | 401    |
| scorecard of another team            | public | public | public        | public       | cost    | all      | public  | all        | public  | 403   | all     | 401    |
| adoption chart of the team           | yes    | yes    | yes           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | yes     | 401    |
| cost chart of the team               | yes    | yes    | yes           | 403          | yes     | yes      | 403     | 403        | 403     | 403   | yes     | 401    |
| adoption chart of another team       | 403    | 403    | 403           | 403          | 403     | yes      | 403     | yes        | 403     | 403   | yes     | 401    |
| cost chart of another team           | 403    | 403    | 403           | 403          | yes     | yes      | 403     | yes        | 403     | 403   | yes     | 401    |
| the team in the list of teams        | all    | all    | all           | public       | cost    | all      | public  | public     | public  | 403   | all     | 401    |
| another team in the list of teams    | public | public | public        | public       | cost    | all      | public  | all        | public  | 403   | all     | 401    |
| outcomes of the team                 | all    | all    | all           | public       | public  | all      | public  | public     | public  | 403   | all     | 401    |
| outcomes of another team             | public | public | public        | public       | public  | all      | public  | all        | public  | 403   | all     | 401    |
| explain the quality of the team      | 403    | yes    | yes           | 403          | 403     | 403      | 403     | 403        | 403     | 403   | 403     | 401    |
| tell of incidents                    | 403    | 403    | 403           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | yes     | 401    |
| list of tools                        | public | public | public        | public       | public  | all      | public  | public     | public  | 403   | all     | 401    |
| one tool                             | public | public | public        | public       | public  | all      | public  | public     | public  | 403   | all     | 401    |
| may a team use a tool                | yes    | yes    | yes           | yes          | yes     | yes      | yes     | yes        | yes     | 403   | yes     | 401    |
| what is held on the caller           | own    | own    | own           | own          | own     | own      | own     | own        | own     | 403   | 403     | 401    |
| keep or return an own seat           | yes    | yes    | yes           | yes          | yes     | yes      | yes     | yes        | yes     | 403   | 403     | 401    |
| state of the sources                 | 403    | 403    | 403           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | 403     | 401    |
| scorecard of everybody               | 403    | 403    | 403           | 403          | cost    | all      | 403     | 403        | 403     | 403   | all     | 401    |
| adoption of everybody over time      | 403    | 403    | 403           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | yes     | 401    |
| cost of everybody over time          | 403    | 403    | 403           | 403          | yes     | yes      | 403     | 403        | 403     | 403   | yes     | 401    |
| spend of everybody                   | 403    | 403    | 403           | 403          | yes     | yes      | 403     | 403        | 403     | 403   | 403     | 401    |
| reconciliation                       | 403    | 403    | 403           | 403          | yes     | yes      | 403     | 403        | 403     | 403   | 403     | 401    |
| close a month                        | 403    | 403    | 403           | 403          | yes     | yes      | 403     | 403        | 403     | 403   | 403     | 401    |
| chargeback                           | 403    | 403    | 403           | 403          | yes     | yes      | 403     | 403        | 403     | 403   | 403     | 401    |
| FOCUS export                         | 403    | 403    | 403           | 403          | yes     | yes      | 403     | 403        | 403     | 403   | 403     | 401    |
| accounts                             | 403    | 403    | 403           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | 403     | 401    |
| say whose an account is              | 403    | 403    | 403           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | 403     | 401    |
| collect days again                   | 403    | 403    | 403           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | 403     | 401    |
| test a source                        | 403    | 403    | 403           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | 403     | 401    |
| read a code host now                 | 403    | 403    | 403           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | 403     | 401    |
| decide on a held look at the catalog | 403    | 403    | 403           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | 403     | 401    |
| push rows of usage                   | 403    | 403    | 403           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | yes     | 401    |
| push a bill                          | 403    | 403    | 403           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | yes     | 401    |
| push metrics of the tools            | 403    | 403    | 403           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | yes     | 401    |
| push events of the tools             | 403    | 403    | 403           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | yes     | 401    |
| list of checks                       | yes    | yes    | yes           | yes          | yes     | yes      | yes     | yes        | yes     | 403   | yes     | 401    |
| try checks                           | 403    | 403    | 403           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | 403     | 401    |
| review checklist                     | yes    | yes    | yes           | yes          | yes     | yes      | yes     | yes        | yes     | 403   | yes     | 401    |
| publish the review checklist         | 403    | 403    | 403           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | 403     | 401    |
| acknowledge the stance               | yes    | yes    | yes           | yes          | yes     | yes      | yes     | yes        | yes     | 403   | 403     | 401    |
| practices of the team                | yes    | yes    | yes           | yes          | yes     | yes      | yes     | yes        | yes     | 403   | yes     | 401    |
| attest a check of the team           | yes    | yes    | yes           | 403          | 403     | 403      | 403     | 403        | 403     | 403   | 403     | 401    |
| review checklist of the team         | yes    | yes    | yes           | yes          | yes     | yes      | yes     | yes        | yes     | 403   | yes     | 401    |
| adopt the review checklist           | yes    | yes    | yes           | 403          | 403     | 403      | 403     | 403        | 403     | 403   | 403     | 401    |
| description of the interface         | yes    | yes    | yes           | yes          | yes     | yes      | yes     | yes        | yes     | yes   | yes     | 401    |
`;

/** Under a policy that allows everything, and the same with permissions disabled: what the services hold on to. */
export const WITHOUT_A_POLICY = `
| route                                | member | lead | division lead | board member | finance | operator | auditor | other team | no team | guest | service | nobody |
| ------------------------------------ | ------ | ---- | ------------- | ------------ | ------- | -------- | ------- | ---------- | ------- | ----- | ------- | ------ |
| scorecard of the team                | all    | all  | all           | all          | all     | all      | all     | all        | all     | 403   | all     | 401    |
| scorecard of the division above      | all    | all  | all           | all          | all     | all      | all     | all        | all     | 403   | all     | 401    |
| scorecard of another team            | all    | all  | all           | all          | all     | all      | all     | all        | all     | 403   | all     | 401    |
| adoption chart of the team           | yes    | yes  | yes           | yes          | yes     | yes      | yes     | yes        | yes     | 403   | yes     | 401    |
| cost chart of the team               | yes    | yes  | yes           | yes          | yes     | yes      | yes     | yes        | yes     | 403   | yes     | 401    |
| adoption chart of another team       | yes    | yes  | yes           | yes          | yes     | yes      | yes     | yes        | yes     | 403   | yes     | 401    |
| cost chart of another team           | yes    | yes  | yes           | yes          | yes     | yes      | yes     | yes        | yes     | 403   | yes     | 401    |
| the team in the list of teams        | all    | all  | all           | all          | all     | all      | all     | all        | all     | 403   | all     | 401    |
| another team in the list of teams    | all    | all  | all           | all          | all     | all      | all     | all        | all     | 403   | all     | 401    |
| outcomes of the team                 | all    | all  | all           | all          | all     | all      | all     | all        | all     | 403   | all     | 401    |
| outcomes of another team             | all    | all  | all           | all          | all     | all      | all     | all        | all     | 403   | all     | 401    |
| explain the quality of the team      | 403    | yes  | yes           | 403          | 403     | 403      | 403     | 403        | 403     | 403   | 403     | 401    |
| tell of incidents                    | 403    | 403  | 403           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | yes     | 401    |
| list of tools                        | all    | all  | all           | all          | all     | all      | all     | all        | all     | 403   | all     | 401    |
| one tool                             | all    | all  | all           | all          | all     | all      | all     | all        | all     | 403   | all     | 401    |
| may a team use a tool                | yes    | yes  | yes           | yes          | yes     | yes      | yes     | yes        | yes     | 403   | yes     | 401    |
| what is held on the caller           | own    | own  | own           | own          | own     | own      | own     | own        | own     | 403   | 403     | 401    |
| keep or return an own seat           | yes    | yes  | yes           | yes          | yes     | yes      | yes     | yes        | yes     | 403   | 403     | 401    |
| state of the sources                 | 403    | 403  | 403           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | 403     | 401    |
| scorecard of everybody               | all    | all  | all           | all          | all     | all      | all     | all        | all     | 403   | all     | 401    |
| adoption of everybody over time      | yes    | yes  | yes           | yes          | yes     | yes      | yes     | yes        | yes     | 403   | yes     | 401    |
| cost of everybody over time          | yes    | yes  | yes           | yes          | yes     | yes      | yes     | yes        | yes     | 403   | yes     | 401    |
| spend of everybody                   | 403    | 403  | 403           | 403          | yes     | yes      | 403     | 403        | 403     | 403   | 403     | 401    |
| reconciliation                       | 403    | 403  | 403           | 403          | yes     | yes      | 403     | 403        | 403     | 403   | 403     | 401    |
| close a month                        | 403    | 403  | 403           | 403          | yes     | yes      | 403     | 403        | 403     | 403   | 403     | 401    |
| chargeback                           | 403    | 403  | 403           | 403          | yes     | yes      | 403     | 403        | 403     | 403   | 403     | 401    |
| FOCUS export                         | 403    | 403  | 403           | 403          | yes     | yes      | 403     | 403        | 403     | 403   | 403     | 401    |
| accounts                             | 403    | 403  | 403           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | 403     | 401    |
| say whose an account is              | 403    | 403  | 403           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | 403     | 401    |
| collect days again                   | 403    | 403  | 403           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | 403     | 401    |
| test a source                        | 403    | 403  | 403           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | 403     | 401    |
| read a code host now                 | 403    | 403  | 403           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | 403     | 401    |
| decide on a held look at the catalog | 403    | 403  | 403           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | 403     | 401    |
| push rows of usage                   | 403    | 403  | 403           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | yes     | 401    |
| push a bill                          | 403    | 403  | 403           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | yes     | 401    |
| push metrics of the tools            | 403    | 403  | 403           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | yes     | 401    |
| push events of the tools             | 403    | 403  | 403           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | yes     | 401    |
| list of checks                       | yes    | yes  | yes           | yes          | yes     | yes      | yes     | yes        | yes     | 403   | yes     | 401    |
| try checks                           | 403    | 403  | 403           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | 403     | 401    |
| review checklist                     | yes    | yes  | yes           | yes          | yes     | yes      | yes     | yes        | yes     | 403   | yes     | 401    |
| publish the review checklist         | 403    | 403  | 403           | 403          | 403     | yes      | 403     | 403        | 403     | 403   | 403     | 401    |
| acknowledge the stance               | yes    | yes  | yes           | yes          | yes     | yes      | yes     | yes        | yes     | 403   | 403     | 401    |
| practices of the team                | yes    | yes  | yes           | yes          | yes     | yes      | yes     | yes        | yes     | 403   | yes     | 401    |
| attest a check of the team           | yes    | yes  | yes           | 403          | 403     | 403      | 403     | 403        | 403     | 403   | 403     | 401    |
| review checklist of the team         | yes    | yes  | yes           | yes          | yes     | yes      | yes     | yes        | yes     | 403   | yes     | 401    |
| adopt the review checklist           | yes    | yes  | yes           | 403          | 403     | 403      | 403     | 403        | 403     | 403   | 403     | 401    |
| description of the interface         | yes    | yes  | yes           | yes          | yes     | yes      | yes     | yes        | yes     | yes   | yes     | 401    |
`;

/** A table of words: by row, then by column. */
export function readTable(
  markdown: string,
): Map<string, ReadonlyMap<string, string>> {
  const [head, , ...rows] = markdown
    .trim()
    .split('\n')
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim()),
    );
  return new Map(
    rows.map(([name, ...cells]) => [
      name,
      new Map(cells.map((cell, i) => [head[i + 1], cell])),
    ]),
  );
}
