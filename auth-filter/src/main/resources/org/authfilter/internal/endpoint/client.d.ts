/** Types of the module that auth-filter serves at `auth/client.js`, under whatever address it is imported. */
declare module '*/client.js' {
  export interface User {
    readonly name: string;
    readonly email?: string;
    readonly roles: readonly string[];
  }

  /** What is known of the session: what `GET auth/session` says, frozen. It holds no token. */
  export interface Session {
    readonly status: 'loading' | 'authenticated' | 'unauthenticated';
    /** Whether the server could not be asked, so that this is what was known last. */
    readonly stale: boolean;
    readonly user?: User;
    /** The name of the provider that signed the user in. */
    readonly provider?: string;
    /** When the access token expires (ISO 8601), by the server's clock. Absent where it is unknown. */
    readonly expiresAt?: string;
    /** In how many seconds the token was due for refresh when the server answered. */
    readonly refreshInSeconds?: number;
    /** Why the session ended, such as `SessionExpired`; kept until the next sign-in. */
    readonly error?: string;
    /** Only with `expose-access-token`. */
    readonly accessToken?: string;
  }

  export interface Options {
    /** Where to go on, a path of this application. Default: the present page. */
    callbackUrl?: string;
    /** Whether to go there. Meanwhile listeners are told nothing, for a minute at most. Default: true. */
    redirect?: boolean;
  }

  export interface Result {
    readonly ok: boolean;
    /** The HTTP status, such as 429 after too many failed sign-ins; 0 if there was no answer or no request. */
    readonly status: number;
    /** Where to go on. With `redirect: false` going there is up to the page. */
    readonly url?: string;
    /** Such as `CredentialsSignin`, if it was refused. */
    readonly error?: string;
  }

  /** Asks the server. Never rejects: without an answer it resolves to what was known last, marked stale. */
  export function getSession(): Promise<Session>;

  /** Calls the listener with what is known, then at each change. A mere count-down is no change. */
  export function onSession(listener: (session: Session) => void): () => void;

  /**
   * Signs in by the fields of a provider that takes credentials. Without fields the browser goes to the provider;
   * without a provider, to the sign-in page. Never rejects.
   */
  export function signIn(provider?: string, fields?: Record<string, string>, options?: Options): Promise<Result>;

  /** Signs out here, in all tabs and at the issuer. Never rejects. */
  export function signOut(options?: Options): Promise<Result>;

  /**
   * Has the server refresh its tokens when they are due, as long as a page is open: one tab does it for all. Called again,
   * it is the same.
   */
  export function keepFresh(): () => void;

  /** Like `fetch`; a refusal for the lack of a session is told to the listeners. The answer comes back as it is. */
  export function authFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response>;
}
