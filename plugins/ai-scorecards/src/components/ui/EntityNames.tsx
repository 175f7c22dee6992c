import { Fragment } from 'react';
import { EntityName } from './EntityName';

/** Entities by name, with commas between; what is no entity ref stays text. */
export function EntityNames({ refs }: { refs: readonly string[] }) {
  return (
    <>
      {refs.map((ref, index) => (
        <Fragment key={ref}>
          {index > 0 && ', '}
          <EntityName entityRef={ref} />
        </Fragment>
      ))}
    </>
  );
}
