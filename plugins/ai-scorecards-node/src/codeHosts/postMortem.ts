import { IncidentRecord } from '../sources/outcomes';

/** The fields of an issue form that a post-mortem is answered in; titles are compared without case. */
export interface PostMortemFields {
  causedBy: string;
  aiInvolved: string;
  reviewAdequate: string;
}

export type PostMortem = Pick<
  IncidentRecord,
  'causedBy' | 'aiInvolved' | 'reviewAdequate'
>;

/** Reads a post-mortem from the text that an issue form leaves: a heading for each field, the answer below it. */
export function readPostMortem(
  body: string,
  fields: PostMortemFields,
  repository: string,
): PostMortem {
  const answers = new Map<string, string>();
  let heading: string | undefined;
  for (const line of body.split(/\r?\n/)) {
    const found = /^#{2,4}\s+(.+?)\s*$/.exec(line);
    if (found) {
      heading = found[1].toLowerCase();
    } else if (heading !== undefined) {
      answers.set(heading, `${answers.get(heading) ?? ''}${line}\n`);
    }
  }
  const answer = (field: string) => answers.get(field.toLowerCase()) ?? '';
  return {
    causedBy: changesIn(answer(fields.causedBy), repository),
    aiInvolved: yesOrNo(answer(fields.aiInvolved)),
    reviewAdequate: yesOrNo(answer(fields.reviewAdequate)),
  };
}

function yesOrNo(text: string): 'yes' | 'no' | 'unknown' {
  const word = /^\W*(yes|no)\b(?!\s+response)/i.exec(text)?.[1].toLowerCase();
  return word === 'yes' || word === 'no' ? word : 'unknown';
}

/** Changes that a text names: `org/name#12`, a web address of one, or `#12` of the same repository. */
function changesIn(text: string, repository: string): PostMortem['causedBy'] {
  const found = new Map<string, PostMortem['causedBy'][number]>();
  const pattern =
    /(?:https?:\/\/[^/\s]+\/([\w./-]+?)(?:\/-)?\/(?:pull|merge_requests)\/(\d+))|(?:([\w.-]+(?:\/[\w.-]+)+))?[#!](\d+)\b/g;
  for (const match of text.matchAll(pattern)) {
    const change = {
      repository: (match[1] ?? match[3] ?? repository).toLowerCase(),
      number: Number(match[2] ?? match[4]),
    };
    found.set(`${change.repository}#${change.number}`, change);
  }
  return [...found.values()];
}
