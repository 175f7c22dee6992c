import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { parseEntityRef } from '@backstage/catalog-model';

/** A link to an entity under its title, or under its plain name; what is no entity ref stays text. */
export function EntityName(props: {
  entityRef: string;
  title?: string | null;
}) {
  const { entityRef, title } = props;
  if (!/^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/.test(entityRef)) {
    return <>{title ?? entityRef}</>;
  }
  return (
    <EntityRefLink
      entityRef={entityRef}
      title={title ?? parseEntityRef(entityRef).name}
      hideIcon
      disableTooltip
      underline="always"
    />
  );
}
