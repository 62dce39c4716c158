package org.authfilter.internal.provider.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.authfilter.User;
import org.authfilter.internal.config.ConfigSources;
import org.authfilter.internal.config.CredentialsSettings;
import org.authfilter.internal.config.ExpiryUnit;
import org.authfilter.internal.config.SettingsReader;
import org.authfilter.internal.fuzz.FuzzTarget;
import org.authfilter.internal.fuzz.InputParts;
import org.authfilter.internal.fuzz.SilentLog;
import org.authfilter.internal.provider.Result;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Transient;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.credentials.BackendTokenResponse.Grant;
import org.authfilter.internal.provider.http.HttpOutcome;
import org.authfilter.internal.token.TokenSet;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every response of a backend has an outcome of R9. The input: a status, the unit of expiries, a body. */
@ExtendWith(SilentLog.class)
class BackendTokenResponseFuzzTest implements FuzzTarget {

    private static final Clock CLOCK = Clock.fixed(Calls.NOW, ZoneOffset.UTC);
    private static final String REASONS = "the response is not JSON|the response has no access token at /a"
            + "|provider.backend.(refresh-)?expiry: the value in the response can't be read; is expiry-unit right\\?|HTTP status \\d+";

    @Override
    @FuzzTest
    public void every_input_passes(byte[] input) {
        InputParts parts = InputParts.of(input, 3);
        int status = parts.part(0).matches("[1-5]\\d\\d") ? Integer.parseInt(parts.part(0)) : 200;
        CredentialsSettings settings = settings(parts.part(1));
        Result<Grant> result = new BackendTokenResponse(settings, CLOCK)
                .parse(HttpOutcome.responded(status, parts.part(2), null), CLOCK.instant());

        if (result instanceof Result.Ok<Grant> ok) {
            Grant grant = ok.value();
            assertThat(status / 100).isEqualTo(2);
            assertUsable(grant.tokens());
            assertDescribed(settings, grant);
        } else {
            Failure failure = ((Result.Failed<Grant>) result).failure();
            assertThat(failure.reason()).matches(REASONS);
            assertThat(failure).isInstanceOf(expectedKind(status));
            assertThat(failure instanceof Transient postponed && postponed.mayBeProcessed())
                    .isEqualTo(status / 100 == 2 || status == 408 || (status >= 500 && status != 503));
        }
    }

    private static Class<?> expectedKind(int status) {
        if (status / 100 == 2) {
            return Transient.class;
        }
        if (status == 400 || status == 401 || status == 403) {
            return Rejected.class;
        }
        return status == 408 || status == 429 || status >= 500 ? Unavailable.class : Misconfigured.class;
    }

    private static CredentialsSettings settings(String unit) {
        String known = Stream.of(ExpiryUnit.values())
                .map(value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .filter(unit::equals)
                .findFirst()
                .orElse("epoch-millis");
        return (CredentialsSettings) SettingsReader.read(
                        new ConfigSources()
                                .initParams(Map.of(
                                        "provider.backend.type", "credentials",
                                        "provider.backend.login-url", "https://backend.example/login",
                                        "provider.backend.access-token", "/a",
                                        "provider.backend.refresh-token", "/r",
                                        "provider.backend.expiry", "/e",
                                        "provider.backend.refresh-expiry", "/x",
                                        "provider.backend.user", "/u",
                                        "provider.backend.expiry-unit", known)),
                        name -> null)
                .providers()
                .get(0);
    }

    private static void assertUsable(TokenSet tokens) {
        assertThat(tokens.accessToken()).isNotBlank();
        assertThat(tokens.isExpired(Calls.NOW) && !tokens.expiresWithin(Duration.ofDays(3650), Calls.NOW))
                .isFalse();
        assertThat(tokens.withMissingFrom(Calls.CURRENT).refreshToken()).isNotEmpty();
        assertThat(tokens.toString()).matches("TokenSet\\[obtainedAt=\\S+, expiresAt=\\S+, refreshExpiresAt=\\S+]");
    }

    private static void assertDescribed(CredentialsSettings settings, Grant grant) {
        BackendUserMapper described =
                new BackendUserMapper(settings.pointers(), Optional.of(grant.json()), grant.json(), grant.jwt());
        User signedIn = described.named("alice");
        assertThat(signedIn).isNotNull();
        for (User user : List.of(signedIn, described.update(grant.jwt()).applyTo(signedIn))) {
            assertThat(user.name()).isNotBlank();
            assertThat(user.roles()).doesNotContainNull();
        }
    }
}
