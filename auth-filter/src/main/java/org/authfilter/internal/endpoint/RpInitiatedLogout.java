package org.authfilter.internal.endpoint;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.authfilter.internal.common.RandomTokens;
import org.authfilter.internal.provider.oidc.OidcTokenProvider;
import org.authfilter.internal.session.UserSession;
import org.authfilter.internal.web.Cookies;
import org.jspecify.annotations.Nullable;

/**
 * The browser's visit to the provider at a sign-out (OpenID Connect RP-Initiated Logout 1.0). A cookie remembers its
 * {@code state} and where to go on, since the session is gone by then.
 */
final class RpInitiatedLogout {

    private static final String COOKIE = "auth-filter-signout";
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final EndpointParts parts;

    RpInitiatedLogout(EndpointParts parts) {
        this.parts = parts;
    }

    /** Where the browser has to go; empty if no visit is due, or where to is not known soon. */
    Optional<String> prepare(
            HttpServletRequest request, HttpServletResponse response, UserSession ended, String callbackUrl) {
        Optional<OidcTokenProvider> provider = parts.providers().oidc(ended.provider());
        if (provider.isEmpty()) {
            return Optional.empty();
        }
        String state = RandomTokens.create();
        String comeBack = parts.site().absolute(request, parts.site().endpoint(request, "/signout/callback"));
        Optional<String> address = parts.awaiting()
                .answer(
                        provider.get().endSession(ended.tokens().idToken(), comeBack, state),
                        PATIENCE,
                        unavailable -> Optional.empty());
        if (address.isPresent()) {
            response.addCookie(cookie(request, state + "." + base64(callbackUrl), LIFETIME));
        }
        return address;
    }

    /** Where to go on after the visit; {@code null} if this browser was not sent on one with this {@code state}. */
    @Nullable
    String end(HttpServletRequest request, HttpServletResponse response) {
        String expected = Cookies.values(request, COOKIE).findFirst().orElse("");
        String state = Submission.parameter(request, "state");
        response.addCookie(cookie(request, "", Duration.ZERO));
        int dot = expected.indexOf('.');
        return dot > 0 && state != null && isSame(expected.substring(0, dot), state)
                ? text(expected.substring(dot + 1))
                : null;
    }

    private Cookie cookie(HttpServletRequest request, String value, Duration lifetime) {
        Cookie cookie = new Cookie(COOKIE, value);
        cookie.setPath(parts.site().endpoint(request, "/signout"));
        cookie.setHttpOnly(true);
        cookie.setSecure(parts.site().isSecure(request));
        cookie.setMaxAge(Math.toIntExact(lifetime.toSeconds()));
        cookie.setAttribute("SameSite", "Lax");
        return cookie;
    }

    private static boolean isSame(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
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
