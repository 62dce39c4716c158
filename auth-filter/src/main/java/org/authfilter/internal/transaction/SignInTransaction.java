package org.authfilter.internal.transaction;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in that was started at a provider and whose authorization response is expected.
 *
 * @param provider the name of the provider
 * @param state the parameter that names it in the authorization request and response
 * @param codeVerifier the secret of PKCE (RFC 7636)
 * @param redirectUri where the response is expected
 * @param maxAge the parameter {@code max_age} of the request, in seconds
 * @param callbackUrl where the browser goes after the sign-in
 * @param posted the authorization response as a form, once another site has posted it; empty before, and {@code null} if
 *     it is accepted right from the post, since the browser has no session that should come along
 */
public record SignInTransaction(
        String provider,
        String state,
        String nonce,
        String codeVerifier,
        String redirectUri,
        @Nullable Long maxAge,
        @Nullable String callbackUrl,
        @Nullable String posted,
        Instant startedAt) {

    private static final String SEPARATOR = "\n";
    private static final int FIELDS = 7;
    private static final String NOT_POSTED = "-";

    /** The transaction without {@code callbackUrl}: the sign-in leads to the application's root. */
    SignInTransaction withoutCallbackUrl() {
        return new SignInTransaction(
                provider, state, nonce, codeVerifier, redirectUri, maxAge, null, posted, startedAt);
    }

    /** The transaction with its posted authorization response. */
    public SignInTransaction withPosted(String form) {
        return new SignInTransaction(
                provider, state, nonce, codeVerifier, redirectUri, maxAge, callbackUrl, form, startedAt);
    }

    /** All fields but provider and state, one a line. None of them contains a line feed. */
    String encode() {
        return String.join(
                SEPARATOR,
                Long.toString(startedAt.toEpochMilli()),
                nonce,
                codeVerifier,
                maxAge == null ? "" : maxAge.toString(),
                redirectUri,
                posted == null ? NOT_POSTED : posted,
                callbackUrl == null ? "" : callbackUrl);
    }

    /** Empty for a text of another form, for instance of another version. */
    static Optional<SignInTransaction> decode(String provider, String state, String encoded) {
        String[] fields = encoded.split(SEPARATOR, -1);
        if (fields.length != FIELDS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SignInTransaction(
                    provider,
                    state,
                    fields[1],
                    fields[2],
                    fields[4],
                    fields[3].isEmpty() ? null : Long.valueOf(fields[3]),
                    fields[6].isEmpty() ? null : fields[6],
                    fields[5].equals(NOT_POSTED) ? null : fields[5],
                    Instant.ofEpochMilli(Long.parseLong(fields[0]))));
        } catch (NumberFormatException ofAnotherVersion) {
            return Optional.empty();
        }
    }

    /** Without its secrets. */
    @Override
    public String toString() {
        return "SignInTransaction[" + provider + ", " + startedAt + "]";
    }
}
