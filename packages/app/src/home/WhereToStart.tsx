import { Link } from '@backstage/core-components';
import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import { EntityRefLink, EntityRefLinks } from '@backstage/plugin-catalog-react';
import List from '@material-ui/core/List';
import ListItem from '@material-ui/core/ListItem';
import ListItemText from '@material-ui/core/ListItemText';
import { useEffect, useState } from 'react';

interface Mine {
  userRef: string;
  groupRefs: string[];
}

/** Links to the signed-in person's own pages and to the catalog. */
export function WhereToStart() {
  const identityApi = useApi(identityApiRef);
  const [mine, setMine] = useState<Mine>();

  useEffect(() => {
    let shown = true;
    identityApi.getBackstageIdentity().then(identity => {
      if (shown) {
        setMine({
          userRef: identity.userEntityRef,
          groupRefs: identity.ownershipEntityRefs.filter(ref =>
            ref.startsWith('group:'),
          ),
        });
      }
    });
    return () => {
      shown = false;
    };
  }, [identityApi]);

  return (
    <List dense>
      {mine && mine.groupRefs.length > 0 && (
        <ListItem>
          <ListItemText
            primary={<EntityRefLinks entityRefs={mine.groupRefs} />}
            secondary="The teams you are in"
          />
        </ListItem>
      )}
      {mine && (
        <ListItem>
          <ListItemText
            primary={<EntityRefLink entityRef={mine.userRef} />}
            secondary="Your own page"
          />
        </ListItem>
      )}
      <ListItem>
        <ListItemText
          primary={
            <Link to="/catalog?filters[kind]=group&filters[user]=all">
              All teams
            </Link>
          }
          secondary="Every group of the catalog"
        />
      </ListItem>
      <ListItem>
        <ListItemText
          primary={
            <Link to="/catalog?filters[kind]=resource&filters[type]=ai-coding-tool&filters[user]=all">
              AI coding tools
            </Link>
          }
          secondary="The registry: what may be used and by whom"
        />
      </ListItem>
    </List>
  );
}
