package org.authfilter.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger.Level;
import java.time.Duration;
import org.authfilter.ErrorCode;
import org.authfilter.event.RefreshFailed;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.http.HttpOutcome.Cause;
import org.junit.jupiter.api.Test;

class TokenResultTest {

    private static void assertMeaning(Failure failure, ErrorCode code, Level level, RefreshFailed.Kind kind) {
        assertThat(failure.errorCode(ErrorCode.OAUTH_CALLBACK)).isEqualTo(code);
        assertThat(failure.logLevel()).isEqualTo(level);
        assertThat(failure.kind()).isEqualTo(kind);
    }

    @Test
    void R9_a_rejection_has_the_code_of_its_request() {
        assertMeaning(new Rejected("invalid_grant"), ErrorCode.OAUTH_CALLBACK, Level.INFO, RefreshFailed.Kind.REJECTED);
    }

    @Test
    void R9_an_unavailable_issuer_is_a_warning() {
        assertMeaning(
                Unavailable.notProcessed("HTTP status 503"),
                ErrorCode.TEMPORARILY_UNAVAILABLE,
                Level.WARNING,
                RefreshFailed.Kind.UNAVAILABLE);
    }

    @Test
    void R9_a_misconfiguration_is_an_error() {
        assertMeaning(
                Misconfigured.notProcessed("invalid_client"),
                ErrorCode.CONFIGURATION,
                Level.ERROR,
                RefreshFailed.Kind.MISCONFIGURED);
    }

    @Test
    void an_unavailable_result_keeps_the_details_that_are_added() {
        Unavailable failure = Unavailable.maybeProcessed("no complete response").withRetryAfter(Duration.ofSeconds(7));

        assertThat(failure)
                .isEqualTo(new Unavailable("no complete response", true, Cause.OTHER, Duration.ofSeconds(7)));
    }
}
