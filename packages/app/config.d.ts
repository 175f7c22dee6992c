export interface Config {
  /** Signing in without a password, for development only. */
  devSignIn?: {
    /** The people on the sign-in page, in this order. */
    personas?: Array<{
      /**
       * What the browser sends to the backend to choose this persona.
       * @visibility frontend
       */
      id: string;
      /**
       * The name on the button.
       * @visibility frontend
       */
      title: string;
      /**
       * A sentence under the name.
       * @visibility frontend
       */
      description?: string;
      /**
       * The catalog User that the persona signs in as.
       * @visibility frontend
       */
      userEntityRef: string;
    }>;
  };
}
