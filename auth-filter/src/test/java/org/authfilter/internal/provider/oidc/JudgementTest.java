package org.authfilter.internal.provider.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.http.HttpOutcome;
import org.authfilter.internal.provider.http.HttpOutcome.NotSent;
import org.authfilter.internal.provider.http.HttpOutcome.Response;
import org.authfilter.internal.provider.http.HttpOutcome.ResponseLost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgementTest {

    @ParameterizedTest
    @ValueSource(ints = {200, 302, 400, 401, 404, 407, 409, 499})
    void R9_anAnswerThatSaysSomething(int status) {
        assertThat(Judgement.broken(answer(status))).isNull();
    }

    @ParameterizedTest(name = "{0}: perhaps processed is {1}")
    @CsvSource({"408, true", "429, false", "500, true", "502, true", "503, false", "504, true", "599, true"})
    void R9_anAnswerThatOnlySaysLater(int status, boolean mayBeProcessed) {
        assertThat(Judgement.broken(answer(status)))
                .isEqualTo(new Unavailable("HTTP status " + status, mayBeProcessed, false, Duration.ofSeconds(7)));
    }

    @Test
    void R9_aRequestThatWasNotDelivered() {
        assertThat(Judgement.broken(new NotSent("no connection", true)))
                .isEqualTo(new Unavailable("no connection", false, true, null));
    }

    @Test
    void R9_anAnswerThatWasLost() {
        assertThat(Judgement.broken(new ResponseLost("no complete answer", true)))
                .isEqualTo(new Unavailable("no complete answer", true, true, null));
    }

    private static HttpOutcome answer(int status) {
        return new Response(status, "{}", Duration.ofSeconds(7));
    }
}
