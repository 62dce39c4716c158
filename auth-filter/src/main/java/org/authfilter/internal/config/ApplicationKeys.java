package org.authfilter.internal.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of the application as a whole. */
final class ApplicationKeys {

    /** The system property that Payara and GlassFish set at their start. */
    private static final String GLASSFISH_INSTANCE = "com.sun.aas.instanceRoot";

    static final KeyGroup GROUP = new KeyGroup();

    static final Key<Boolean> ENABLED = GROUP.key("enabled")
            .bool()
            .byDefault("true")
            .describedAs("`false` switches auth-filter off; the log warns with `UNPROTECTED`");

    static final Key<String> PATH =
            GROUP.key("path").path().byDefault("/auth").describedAs("the path below which the endpoints are");

    static final Key<PathPatterns> PROTECTED_PATHS = GROUP.key("protected-paths")
            .patterns()
            .byDefault("/*")
            .describedAs("paths that need a signed-in user: patterns as in a servlet mapping, separated by commas:"
                    + " `/exact`, `/prefix/*`, `*.ext`, `/*`. A pattern must not end with `/`, except `/` itself:"
                    + " the welcome page of `/docs/` is `/docs/index.html`");

    static final Key<PathPatterns> PUBLIC_PATHS = GROUP.key("public-paths")
            .patterns()
            .describedAs("paths that need no user, as the same patterns. The more specific pattern wins; at a tie the"
                    + " path is public");

    static final Key<RequiredRoles> REQUIRED_ROLES = GROUP.key("required-roles")
            .convertedBy(RequiredRoles::parse)
            .describedAs("paths, as the same patterns, that need a signed-in user with one of some roles, such as"
                    + " `/admin/*=admin,/reports/*=auditor\\|admin`; `**` is any signed-in user. The most specific"
                    + " pattern decides; another caller gets 403. They need not be in `protected-paths`; a"
                    + " public path needs no role");

    static final Key<PathPatterns> PREFLIGHT_PATHS = GROUP.key("preflight-paths")
            .patterns()
            .describedAs("paths, as the same patterns, whose CORS preflights reach the application without a session;"
                    + " without this key a preflight is a request like any other");

    static final Key<List<URI>> CORS_ORIGINS = GROUP.key("cors-origins")
            .convertedBy(Converters::origins)
            .describedAs(
                    "other origins, such as `https://app.example`, separated by commas, whose scripts may read refused"
                            + " calls and the endpoints, with the user's cookies; there is no wildcard. The application itself"
                            + " sends the CORS headers of its own responses");

    static final Key<Boolean> CSRF_PROTECTION = GROUP.key("csrf-protection")
            .onOff()
            .byDefault("on")
            .describedAs("`on`: on protected paths, a POST, PUT, PATCH, DELETE or other unsafe request with a session"
                    + " must come from this site: `Sec-Fetch-Site: same-origin` or an equal `Origin`. Requests with"
                    + " neither of these headers, of clients that are no browsers, are accepted. A WebSocket"
                    + " handshake with a session and another `Origin` is refused as well");

    static final Key<PathPatterns> CSRF_EXEMPT_PATHS = GROUP.key("csrf-exempt-paths")
            .patterns()
            .describedAs("paths, as the same patterns, that accept unsafe requests from other sites as well");

    static final Key<String> SIGN_IN_PAGE = GROUP.key("sign-in-page")
            .path()
            .check(ApplicationKeys::requireOutsideOfPath)
            .describedAs("the application's own sign-in page, such as `/login`; always public. It gets `callbackUrl`"
                    + " and `error`, and posts the login fields to `auth/signin/NAME`");

    static final Key<String> MESSAGES = GROUP.key("messages")
            .convertedBy(Converters::bundleName)
            .describedAs(
                    "base name of a `ResourceBundle` of the WAR, such as `org.shop.Messages`, with"
                            + " [texts for the pages](browser.md#the-texts); texts that it does not have are the built-in ones");

    static final Key<URI> BASE_URL = GROUP.key("base-url")
            .address(Converters::baseUrl)
            .describedAs("the application's root as the browser sees it, context path included; unset, it is taken"
                    + " from each request. Configure it behind a proxy. With https the session cookie is always"
                    + " `Secure`");

    static final Key<Duration> REFRESH_MARGIN = GROUP.key("refresh-margin")
            .duration()
            .byDefault("60s")
            .describedAs("how long before its expiry a token is refreshed, at most half of its lifetime");

    static final Key<Duration> TOKEN_REQUEST_TIMEOUT = GROUP.key("token-request-timeout")
            .positiveDuration()
            .byDefault("5s")
            .describedAs("the deadline of one call to the issuer, connecting and body included");

    static final Key<Duration> CONNECT_TIMEOUT = GROUP.key("connect-timeout")
            .positiveDuration()
            .byDefault("2s")
            .describedAs("the part of this deadline that connecting may take");

    static final Key<Duration> REFRESH_RETENTION = GROUP.key("refresh-retention")
            .duration()
            .byDefault("30s")
            .describedAs("how long the result of a refresh is kept for late requests with the old tokens");

    static final Key<Duration> IDLE_TIMEOUT = GROUP.key("idle-timeout")
            .positiveDuration()
            .describedAs("ends a session without activity; unset, the container's session timeout applies. Polling"
                    + " `/auth/session` does not count as activity");

    static final Key<Duration> SESSION_MAX_AGE = GROUP.key("session-max-age")
            .positiveDuration()
            .describedAs("ends a session at this age, however active it is");

    static final Key<SessionEnd> SESSION_END = GROUP.key("session-end")
            .choice(SessionEnd.class)
            .byDefault("invalidate")
            .describedAs("at the end of a sign-in, `invalidate` the HTTP session, or `forget` only what auth-filter"
                    + " stored in it");

    static final Key<Integer> MAX_SESSIONS_PER_USER = GROUP.key("max-sessions-per-user")
            .positiveInt()
            .describedAs("how many sessions a user may have at once: the oldest ends when a further one begins. Unset:"
                    + " any number");

    static final Key<Boolean> EXPOSE_ACCESS_TOKEN = GROUP.key("expose-access-token")
            .bool()
            .byDefault("false")
            .describedAs("`true` puts the access token into `/auth/session`");

    static final Key<Duration> CLOCK_SKEW = GROUP.key("clock-skew")
            .durationUpTo(Duration.ofMinutes(5))
            .byDefault("30s")
            .describedAs("tolerance for the time claims of verified JWTs, at most `5m`");

    static final Key<Integer> MAX_WAITING_REQUESTS = GROUP.key("max-waiting-requests")
            .positiveInt()
            .byDefault(
                    Integer.toString(maxWaitingRequests(
                            System.getProperty(GLASSFISH_INSTANCE),
                            Runtime.getRuntime().availableProcessors())),
                    "8 per processor, 2 on Payara and GlassFish")
            .describedAs("how many requests of this node may wait for an issuer that is slow; at most half of them,"
                    + " rounded up, for sign-ins, callbacks and sign-outs. Further requests get 503 at once, or the"
                    + " sign-in page with `TemporarilyUnavailable`");

    static final Key<ProtectedCaching> CACHE_PROTECTED = GROUP.key("cache-protected")
            .choice(ProtectedCaching.class)
            .byDefault("no-cache")
            .describedAs("the `Cache-Control` of responses on protected paths that have none: `no-cache` is `private,"
                    + " no-cache`, so that a browser may store the response and revalidates it each time; `no-store`;"
                    + " `off` adds nothing");

    static final Key<ContainerIdentityMode> CONTAINER_IDENTITY = GROUP.key("container-identity")
            .choice(ContainerIdentityMode.class)
            .byDefault("auto")
            .describedAs("`auto` tells the container the caller, so that `<security-constraint>`, EJB roles and"
                    + " `@Inject Principal` work on WildFly, Payara, GlassFish and Open Liberty; `off` leaves the"
                    + " container alone");

    static final Key<SharedStoreKind> SHARED_STORE = GROUP.key("shared-store")
            .choice(SharedStoreKind.class)
            .describedAs(
                    "the store that all nodes of a [cluster](clusters.md) share, so that it needs no sticky"
                            + " sessions: `jdbc` (a table of a database), `infinispan` (of WildFly) or `hazelcast` (of Payara)");

    static final Key<String> SHARED_STORE_DATA_SOURCE = GROUP.key("shared-store.data-source")
            .text()
            .onlyWhere(values -> values.find(SHARED_STORE) == SharedStoreKind.JDBC)
            .required("shared-store=jdbc needs a data source: write its JNDI name, such as"
                    + " java:jboss/datasources/ExampleDS or jdbc/shop")
            .describedAs("with `shared-store=jdbc`, the JNDI name of a data source of the server; required there");

    private ApplicationKeys() {}

    /** Payara and GlassFish have 5 request threads by default. */
    static int maxWaitingRequests(@Nullable String glassFishInstance, int processors) {
        return glassFishInstance == null ? 8 * processors : 2;
    }

    private static void requireOutsideOfPath(String page, Values values) {
        String path = values.find(PATH);
        if (path != null && (page.equals(path) || page.startsWith(path + "/"))) {
            throw new IllegalArgumentException(
                    "write a page outside of " + path + ": all paths below it belong to auth-filter");
        }
    }
}
