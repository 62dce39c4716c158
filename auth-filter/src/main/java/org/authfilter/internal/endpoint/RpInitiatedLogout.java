package org.authfilter.internal.endpoint;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.authfilter.internal.common.RandomTokens;
import org.authfilter.internal.config.Deadlines;
import org.authfilter.internal.provider.oidc.OidcTokenProvider;
import org.authfilter.internal.session.UserSession;
import org.authfilter.internal.web.Cookies;
import org.jspecify.annotations.Nullable;

/**
 * Sends the browser to the provider's end-session endpoint and back (OpenID Connect RP-Initiated Logout 1.0). A cookie
 * keeps {@code state} and {@code callbackUrl} meanwhile, because the session has ended. Without {@code state} in the
 * provider's address, as {@code sign-out-params} can demand it, there is none to compare either.
 */
final class RpInitiatedLogout {

    private static final String COOKIE = "auth-filter-signout";
    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final Providers providers;
    private final SignInWait wait;

    RpInitiatedLogout(Providers providers, SignInWait wait) {
        this.providers = providers;
        this.wait = wait;
    }

    /**
     * Prepares the redirect to the provider.
     *
     * @param ended the session that the user has just ended
     * @param mostChars the longest address that may contain the ID token
     * @return the provider's address; empty if it has none, or if the address can't be read soon
     */
    Optional<String> start(EndpointContext ctx, UserSession ended, String callbackUrl, int mostChars) {
        Optional<OidcTokenProvider> provider = providers.oidc(ended.provider());
        if (provider.isEmpty()) {
            return Optional.empty();
        }
        String state = RandomTokens.create();
        String redirectUri = ctx.absoluteEndpoint("/signout/callback");
        Optional<String> address = wait.result(
                ended.provider(),
                provider.get().endSession(ended.tokens().idToken(), redirectUri, state, mostChars),
                Deadlines.SIGN_OUT,
                unavailable -> Optional.empty());
        if (address.isPresent()) {
            String sent = address.get().contains(state) ? state : "";
            setCookie(ctx, sent + "." + base64(callbackUrl), LIFETIME);
        }
        return address;
    }

    /** Ends the redirect; returns its {@code callbackUrl}, or {@code null} if {@code state} is not that of this browser. */
    @Nullable
    String end(EndpointContext ctx) {
        String expected = Cookies.values(ctx.request(), COOKIE).findFirst().orElse("");
        String state = ctx.submission().get("state");
        setCookie(ctx, "", Duration.ZERO);
        int dot = expected.indexOf('.');
        return dot >= 0 && isSame(expected.substring(0, dot), state == null ? "" : state)
                ? text(expected.substring(dot + 1))
                : null;
    }

    private static void setCookie(EndpointContext ctx, String value, Duration lifetime) {
        ctx.setCookie(COOKIE, value, "/signout", lifetime);
    }

    private static boolean isSame(String expected, String actual) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), actual.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String text(String base64) {
        try {
            return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }
}
