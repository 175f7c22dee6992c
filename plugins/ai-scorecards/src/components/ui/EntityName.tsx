import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { parseEntityRef } from '@backstage/catalog-model';

/** A link to an entity under its title, or under its plain name where no title is known. */
export function EntityName(props: {
  entityRef: string;
  title?: string | null;
}) {
  const title = props.title ?? parseEntityRef(props.entityRef).name;
  return <EntityRefLink entityRef={props.entityRef} title={title} hideIcon />;
}
