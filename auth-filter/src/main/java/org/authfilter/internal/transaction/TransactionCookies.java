package org.authfilter.internal.transaction;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.authfilter.internal.common.Digests;
import org.authfilter.internal.web.Cookies;
import org.authfilter.internal.web.Site;
import org.jspecify.annotations.Nullable;

/**
 * The sign-in transactions, each in a cookie of the browser that started it. The server keeps nothing, so
 * any node that derives the same key completes the sign-in, and requests of strangers fill no memory.
 *
 * <p>A cookie is encrypted, and bound to the context path, the provider and the {@code state}. It expires after ten
 * minutes. A browser keeps at most ten of them, with at most 3,800 characters altogether, because servers limit the
 * header of a request; a further one replaces the oldest. Thread-safe.
 */
public final class TransactionCookies {

    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final int MOST_COOKIES = 10;

    /**
     * Of one and of all. Browsers accept 4,096 characters of name, value and attributes (RFC 6265, section 6.1), and Payara
     * 4,096 bytes for all headers of an HTTP/2 request.
     */
    private static final int MOST_CHARS = 3800;

    private static final Pattern STATE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int DIGEST_CHARS = 16;

    private final Map<String, CookieCipher> ciphers;
    private final Set<String> formPosts;
    private final Site site;
    private final Clock clock;

    /**
     * Takes the ciphers by the names of the OpenID Providers.
     *
     * @param formPosts the names of those whose authorization responses the browser posts
     */
    public TransactionCookies(Map<String, CookieCipher> ciphers, Set<String> formPosts, Site site, Clock clock) {
        this.ciphers = Map.copyOf(ciphers);
        this.formPosts = Set.copyOf(formPosts);
        this.site = site;
        this.clock = clock;
    }

    /** Adds a cookie with {@code started}. A callbackUrl that is too long for a cookie is left out. */
    public void add(HttpServletRequest request, HttpServletResponse response, SignInTransaction started) {
        TransactionCookie cookie = cookie(request, started);
        if (cookie.size() > MOST_CHARS) {
            cookie = cookie(request, started.withoutCallbackUrl());
        }
        List<TransactionCookie> kept = TransactionCookie.newestFirst(request, prefix(request));
        int chars = cookie.size();
        for (int i = 0; i < kept.size(); i++) {
            chars += kept.get(i).size();
            if (i + 1 >= MOST_COOKIES || chars > MOST_CHARS) {
                set(request, response, started.provider(), kept.get(i).name(), "", Duration.ZERO);
            }
        }
        set(request, response, started.provider(), cookie.name(), cookie.value(), LIFETIME);
    }

    /**
     * Takes the transaction with this state out of the browser: the response removes the cookie.
     *
     * @param provider the name of the provider that the authorization response came from
     * @return empty if this browser has started no sign-in with this state at this provider within the last ten minutes
     */
    public Optional<SignInTransaction> take(
            HttpServletRequest request, HttpServletResponse response, String provider, @Nullable String state) {
        if (state == null || !STATE.matcher(state).matches()) {
            return Optional.empty();
        }
        String name = name(request, state);
        List<String> values = Cookies.values(request, name).toList();
        if (!values.isEmpty()) {
            set(request, response, provider, name, "", Duration.ZERO);
        }
        return values.stream()
                .map(TransactionCookie::encryptedPart)
                .flatMap(encrypted -> cipher(provider).decrypt(encrypted, place(request, provider, state)).stream())
                .flatMap(text -> SignInTransaction.decode(provider, state, text).stream())
                .filter(transaction ->
                        clock.instant().isBefore(transaction.startedAt().plus(LIFETIME)))
                .findFirst();
    }

    private TransactionCookie cookie(HttpServletRequest request, SignInTransaction transaction) {
        String place = place(request, transaction.provider(), transaction.state());
        String encrypted = cipher(transaction.provider()).encrypt(transaction.encode(), place);
        return TransactionCookie.of(transaction, name(request, transaction.state()), encrypted);
    }

    private CookieCipher cipher(String provider) {
        return Objects.requireNonNull(ciphers.get(provider), "no OpenID Provider has this name");
    }

    /** The associated data. Neither a provider's name nor a state contains a line feed. */
    private String place(HttpServletRequest request, String provider, String state) {
        return provider + "\n" + state + "\n" + site.root(request);
    }

    private String name(HttpServletRequest request, String state) {
        return prefix(request) + digest(state);
    }

    /** With its own digest for each context path, since all cookies of an https site have the path {@code /}. */
    private String prefix(HttpServletRequest request) {
        return (site.isSecure(request) ? "__Host-" : "") + "auth-filter-signin-" + digest(site.root(request)) + "-";
    }

    private static String digest(String text) {
        return Digests.sha256(text).substring(0, DIGEST_CHARS);
    }

    private void set(
            HttpServletRequest request,
            HttpServletResponse response,
            String provider,
            String name,
            String value,
            Duration lifetime) {
        boolean isSecure = site.isSecure(request);
        String path = isSecure ? "/" : site.root(request) + "/";
        if (formPosts.contains(provider)) {
            Cookies.setForCrossSitePost(response, name, value, path, lifetime);
        } else {
            Cookies.set(response, name, value, path, isSecure, lifetime);
        }
    }
}
