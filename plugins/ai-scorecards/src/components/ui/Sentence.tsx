import { Fragment } from 'react';
import { useFormat } from '../../hooks';
import { EntityName } from './EntityName';

/** Refs of entities as sentences of the backend name them; a full stop or comma after one is none of it. */
const REFS =
  /\b((?:user|group|resource|component|system):[\w.-]+\/[\w.-]*\w)/gi;

/** A sentence of the backend, with its days and the entities that it names as people read them. */
export function Sentence({ text }: { text: string }) {
  const format = useFormat();
  return (
    <>
      {text.split(REFS).map((part, index) => (
        <Fragment key={index}>
          {index % 2 === 0 ? (
            format.sentence(part)
          ) : (
            <EntityName entityRef={part.toLocaleLowerCase('en-US')} />
          )}
        </Fragment>
      ))}
    </>
  );
}
