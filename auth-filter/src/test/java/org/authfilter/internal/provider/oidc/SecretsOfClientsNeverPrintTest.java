package org.authfilter.internal.provider.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.authfilter.internal.provider.jose.ValidationResult.Valid;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretsOfClientsNeverPrintTest {

    private static final String SECRET = "secret-that-never-prints";

    @ParameterizedTest
    @MethodSource("secrets")
    void an_object_with_a_secret_prints_without_it(Object holder) {
        assertThat(holder.toString()).isNotBlank().doesNotContain(SECRET);
    }

    static Stream<Object> secrets() {
        Form form = Form.empty().with("code", SECRET).withHeader("Authorization", SECRET);
        AuthorizationRequest request = new AuthorizationRequest(SECRET, SECRET, SECRET, "https://www.example/", null);
        JwtClaims claims = new JwtClaims();
        claims.setSubject(SECRET);
        return Stream.of(
                form,
                form.params().get(0),
                request,
                new AuthorizationResponse(SECRET, null, null),
                new AuthorizationStart("https://idp.example/authorize?state=" + SECRET, request),
                new ClientSecretBasic("shop", SECRET),
                new Claims(Map.of("access_token", SECRET)),
                new Valid(claims));
    }
}
