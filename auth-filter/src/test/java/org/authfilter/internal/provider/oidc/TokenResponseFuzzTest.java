package org.authfilter.internal.provider.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.authfilter.User;
import org.authfilter.internal.fuzz.FuzzTarget;
import org.authfilter.internal.fuzz.InputParts;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Transient;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.UnverifiedJwt;
import org.authfilter.internal.provider.http.HttpOutcome;
import org.authfilter.internal.token.TokenSet;

/** Every response of an issuer has an outcome of R9, whatever endpoint sends it. The input: a status, a body. */
class TokenResponseFuzzTest implements FuzzTarget {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String REASONS = "the response is not JSON|the response has no access_token"
            + "|the access token is not a bearer token|invalid_grant|invalid_token|expired_token|token_inactive|access_denied|[A-Za-z0-9_.-]{1,60}_required|HTTP status \\d+(, [a-z_]{1,30})?";

    @Override
    @FuzzTest
    public void every_input_passes(byte[] input) {
        InputParts parts = InputParts.of(input, 2);
        int status = parts.part(0).matches("[1-5]\\d\\d") ? Integer.parseInt(parts.part(0)) : 200;
        String body = parts.part(1);
        TokenResult result = new TokenResponse(NOW, CLOCK).parse(HttpOutcome.responded(status, body, null));

        if (result instanceof Issued issued) {
            assertThat(status / 100).isEqualTo(2);
            assertUsable(issued.tokens());
        } else {
            Failure failure = (Failure) result;
            assertThat(failure.reason()).matches(REASONS);
            assertThat(failure).isInstanceOfAny(expectedKinds(status));
            assertThat(failure instanceof Transient postponed && postponed.mayBeProcessed())
                    .isEqualTo(status / 100 == 2 || status == 408 || (status >= 500 && status != 503));
        }
        Claims.parse(body).ifPresent(TokenResponseFuzzTest::assertDescribes);
        UnverifiedJwt.read(body).ifPresent(TokenResponseFuzzTest::assertReadable);
    }

    private static Class<?>[] expectedKinds(int status) {
        if (status / 100 == 2) {
            return new Class<?>[] {Unavailable.class, Misconfigured.class};
        }
        if (status == 408 || status == 429 || status >= 500) {
            return new Class<?>[] {Unavailable.class};
        }
        return status / 100 == 4
                ? new Class<?>[] {Rejected.class, Misconfigured.class}
                : new Class<?>[] {Misconfigured.class};
    }

    private static void assertUsable(TokenSet tokens) {
        assertThat(tokens.accessToken()).isNotBlank();
        assertThat(tokens.isExpired(NOW) && !tokens.expiresWithin(Duration.ofDays(3650), NOW))
                .isFalse();
        assertThat(tokens.toString()).matches("TokenSet\\[obtainedAt=\\S+, expiresAt=\\S+, refreshExpiresAt=\\S+]");
    }

    /** The same body as the metadata of an issuer, and as the claims of a user. */
    private static void assertDescribes(Claims body) {
        ProviderMetadata.of(body)
                .ifPresent(known -> assertThat(known.tokenEndpoint().getHost()).isNotEmpty());
        Claims valid = body.text("sub") == null ? body.with("sub", "sub-1") : body;
        User user = new OidcUserMapper(OpenIdTokens.SETTINGS).user(valid, Claims.NONE, body);
        assertThat(user.name()).isNotBlank();
        assertThat(user.roles()).doesNotContainNull().doesNotHaveDuplicates();
        assertThat(body.toString()).isEqualTo("Claims" + body.members().keySet());
    }

    private static void assertReadable(UnverifiedJwt jwt) {
        assertThat(jwt.json()).startsWith("{");
        Instant expiresAt = jwt.expiresAt();
        assertThat(expiresAt == null || expiresAt.isAfter(Instant.MIN)).isTrue();
        assertThat(Arrays.asList(jwt.subject(), jwt.issuer(), jwt.sessionId())).hasSize(3);
    }
}
