package org.authfilter.internal.endpoint;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.authfilter.internal.transaction.CookieCipher;
import org.authfilter.internal.web.Cookies;

/**
 * The address at the provider that a browser visits after a sign-out by a call. It contains an ID token, so the browser
 * keeps it encrypted in a cookie for ten minutes, and the script of the page never sees it. Thread-safe.
 */
final class PendingProviderLogout {

    /** Encrypted, an address of this length fits into a cookie of 4,096 characters (RFC 6265, section 6.1). */
    static final int MOST_CHARS = 2800;

    private static final String COOKIE = "auth-filter-signout-continue";
    private static final String PATH = "/signout";
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final Map<String, CookieCipher> ciphers;
    private final Clock clock;

    PendingProviderLogout(Providers providers, Clock clock) {
        ciphers = providers.ciphers("sign-out");
        this.clock = clock;
    }

    /** Adds the cookie with {@code address} of this provider, which must be configured. */
    void add(EndpointContext ctx, String provider, String address) {
        CookieCipher cipher = ciphers.get(provider);
        if (cipher != null) {
            String text = clock.instant().plus(LIFETIME).toEpochMilli() + " " + address;
            ctx.setCookie(COOKIE, cipher.encrypt(text, place(ctx)), PATH, LIFETIME);
        }
    }

    /** Takes the address out of the browser; empty if it keeps none, or one that is older than ten minutes. */
    Optional<String> take(EndpointContext ctx) {
        Optional<String> kept = Cookies.values(ctx.request(), COOKIE).findFirst();
        if (kept.isPresent()) {
            ctx.setCookie(COOKIE, "", PATH, Duration.ZERO);
        }
        return kept.flatMap(encrypted -> ciphers.values().stream()
                .flatMap(cipher -> cipher.decrypt(encrypted, place(ctx)).stream())
                .map(text -> text.split(" ", 2))
                .filter(parts -> clock.instant().isBefore(Instant.ofEpochMilli(Long.parseLong(parts[0]))))
                .map(parts -> parts[1])
                .findFirst());
    }

    /** The associated data: the context path. */
    private static String place(EndpointContext ctx) {
        return ctx.endpoint(PATH);
    }
}
