/** What is shown to a registry, or to the service that gives its tokens. */
export type Credential =
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  /** For the OAuth2 grant `refresh_token`. */
  | { readonly kind: 'identity'; readonly token: string }
  /** Sent to the registry as it is. */
  | { readonly kind: 'bearer'; readonly token: string };
