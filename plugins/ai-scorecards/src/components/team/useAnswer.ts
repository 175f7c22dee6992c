import { useApi } from '@backstage/core-plugin-api';
import type { PolicyAnswer } from 'backstage-plugin-ai-scorecards-common';
import { useCallback, useRef, useState } from 'react';
import { aiScorecardsApiRef } from '../../api';
import { messageOf } from '../ui';

/** The question asked last, and how it was answered. */
export interface Asked {
  /** The tool as the reader named it. */
  name: string;
  answer?: PolicyAnswer;
  /** Why there is no answer. */
  failure?: string;
}

/** Asks whether a team may use a tool. A later question takes the place of an earlier one that is still open. */
export function useAnswer(teamRef: string) {
  const api = useApi(aiScorecardsApiRef);
  const [asked, setAsked] = useState<Asked>();
  const questions = useRef(0);

  const ask = useCallback(
    async (tool: string, name: string) => {
      questions.current += 1;
      const question = questions.current;
      const settle = (result: Partial<Asked>) => {
        if (questions.current === question) {
          setAsked({ name, ...result });
        }
      };
      settle({});
      try {
        settle({ answer: await api.policy({ team: teamRef, tool }) });
      } catch (error) {
        settle({
          failure: messageOf(
            error instanceof Error ? error : new Error(String(error)),
          ),
        });
      }
    },
    [api, teamRef],
  );
  return { asked, ask };
}
