package org.authfilter.internal.provider.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.authfilter.internal.config.RefreshCarrier;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.http.HttpOutcome;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecretsNeverPrintTest {

    private static final String SECRET = "s3cret";

    private final Calls calls = new Calls();
    private final FakeIssuer issuer = FakeIssuer.start(calls.clock);

    @AfterEach
    void stop() {
        issuer.close();
        calls.close();
    }

    @Test
    void no_failure_repeats_a_request_or_a_response() throws Exception {
        String echo = "{\"password\":\"alice-s3cret\",\"refreshToken\":\"refresh-s3cret\"}";
        List<Fault> faults = List.of(
                Fault.status(400).withBody(echo),
                Fault.status(404).withBody(echo),
                Fault.status(500).withBody(echo),
                Fault.status(503).withBody(echo).withRetryAfter(SECRET),
                Fault.status(200).withBody(echo),
                Fault.status(200).withBody("not JSON: s3cret"),
                Fault.resetBefore(),
                Fault.redirect());

        for (TokenResult result : resultsOf(faults)) {
            assertThat(result)
                    .isInstanceOfSatisfying(
                            TokenResult.Failure.class,
                            failure -> assertThat(failure.reason()).doesNotContain(SECRET, "alice"));
            assertThat(result.toString()).doesNotContain(SECRET, "alice");
        }
    }

    @Test
    void an_issued_token_set_prints_no_token() throws Exception {
        assertThat(Calls.await(calls.of(issuer).signIn(Calls.ALICE)).toString())
                .startsWith("Issued[")
                .doesNotContain("access-1", "refresh-1", SECRET);
    }

    @Test
    void a_timeout_prints_no_token() throws Exception {
        issuer.hold();
        try (Calls hurried = new Calls(Duration.ofMillis(50))) {
            assertThat(Calls.await(hurried.of(issuer).refresh(Calls.CURRENT, false))
                            .toString())
                    .doesNotContain(SECRET);
        }
    }

    @ParameterizedTest
    @EnumSource(RefreshCarrier.class)
    void a_request_prints_its_header_names_only(RefreshCarrier carrier) {
        BackendRequests requests = new BackendRequests(
                calls.of(issuer, "refresh-carrier", carrier.name().toLowerCase(Locale.ROOT), "refresh-field", "X-Token")
                        .settings());

        assertThat(requests.logout(Calls.CURRENT).toString())
                .contains("Accept", "Authorization")
                .doesNotContain(SECRET);
        assertThat(requests.refresh("refresh-s3cret", "access-s3cret").toString())
                .doesNotContain(SECRET);
        assertThat(BackendRequest.json(Calls.fields("password", "alice-s3cret")).toString())
                .doesNotContain(SECRET, "password");
    }

    @Test
    void a_response_prints_its_status_only() {
        assertThat(new HttpOutcome.Response(200, "{\"accessToken\":\"s3cret\"}").toString())
                .isEqualTo("Response[status=200]");
    }

    private List<TokenResult> resultsOf(List<Fault> faults) throws Exception {
        CredentialsTokenProvider provider = calls.of(issuer);
        List<TokenResult> results = new ArrayList<>();
        for (Fault fault : faults) {
            issuer.always(fault);
            results.add(Calls.await(provider.signIn(Calls.ALICE)));
            results.add(Calls.await(provider.refresh(Calls.CURRENT, false)));
        }
        return results;
    }
}
