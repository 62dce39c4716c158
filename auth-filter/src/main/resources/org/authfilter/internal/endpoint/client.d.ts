/** Types of the module that auth-filter serves at `auth/client.js`, under whatever address it is imported. */
declare module '*/client.js' {
  export interface User {
    readonly name: string;
    readonly email?: string;
    readonly roles: readonly string[];
  }

  /** The last known response of `GET auth/session`, frozen. It contains no token. */
  export interface Session {
    readonly status: 'loading' | 'authenticated' | 'unauthenticated';
    /** Whether the last request failed, so that this is the state before it. */
    readonly stale: boolean;
    readonly user?: User;
    /** The name of the provider that signed the user in. */
    readonly provider?: string;
    /** When the access token expires (ISO 8601), by the server's clock. Absent where it is unknown. */
    readonly expiresAt?: string;
    /** The seconds from the response until the token was due for refresh. */
    readonly refreshInSeconds?: number;
    /** Why the session ended, such as `SessionExpired`; kept until the next sign-in. */
    readonly error?: string;
    /** Only with `expose-access-token`. */
    readonly accessToken?: string;
  }

  export interface Options {
    /** The path of this application to go to. Default: the present page. */
    callbackUrl?: string;
    /** Whether the browser goes there. Meanwhile no listener is called, for a minute at most. Default: true. */
    redirect?: boolean;
  }

  export interface Result {
    readonly ok: boolean;
    /** The HTTP status, such as 429 after too many failed sign-ins; 0 if there was no response or no request. */
    readonly status: number;
    /** The address to go to. With `redirect: false` the page itself goes there. */
    readonly url?: string;
    /** The error code of a refusal, such as `CredentialsSignin`. */
    readonly error?: string;
  }

  /** Requests the session. Never rejects: without a response it resolves to the last known state, marked stale. */
  export function getSession(): Promise<Session>;

  /** Calls the listener with the known state, then at each change. A mere count-down is no change. */
  export function onSession(listener: (session: Session) => void): () => void;

  /**
   * Signs in by the fields of a provider that takes credentials. Without fields the browser goes to the provider;
   * without a provider, to the sign-in page. Never rejects.
   */
  export function signIn(provider?: string, fields?: Record<string, string>, options?: Options): Promise<Result>;

  /** One of the sessions of the user. */
  export interface ActiveSession {
    readonly id: string;
    readonly provider: string;
    /** ISO 8601. */
    readonly startedAt: string;
    /** The last activity, exact to a tenth of the idle timeout (ISO 8601). */
    readonly lastSeenAt: string;
    readonly userAgent?: string;
    /** Whether it is the session of this browser. */
    readonly current: boolean;
  }

  /** The user's sessions on all devices, the oldest first. Never rejects: without a response the list is empty. */
  export function sessions(): Promise<readonly ActiveSession[]>;

  /** Ends one session of the user. Another one ends at its next request. Never rejects. */
  export function endSession(id: string): Promise<Result>;

  /** Ends all sessions of the user but this one, each at its next request. Never rejects. */
  export function endOtherSessions(): Promise<Result>;

  /** Signs out here, in all tabs and at the issuer. Never rejects. */
  export function signOut(options?: Options): Promise<Result>;

  /**
   * Has the server refresh its tokens when they are due, as long as a page is open: one tab does it for all. A
   * second call has no further effect.
   */
  export function keepFresh(): () => void;

  /** Like `fetch`; if the session has ended, the listeners are called. The response is returned unchanged. */
  export function authFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response>;
}
