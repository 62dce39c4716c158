package org.authfilter.internal.provider.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsWithoutTlsTest {

    @ParameterizedTest(name = "issuer {0}, token endpoint {1}: {2}")
    @CsvSource({
        "https://idp.example, https://idp.example/token, true",
        "http://127.0.0.1:1,  http://127.0.0.1:1/token,  true",
        "http://127.0.0.1:1,  https://idp.example/token, true",
        "http://my_idp:8080,  http://my_idp:8080/token,  true",
        "https://idp.example, http://idp.example/token,  false",
        "http://my_idp:8080,  http://u@my_idp/token,     false",
        "https://idp.example, file:///etc/passwd,        false",
        "http://127.0.0.1:1,  file:///etc/passwd,        false",
        "https://idp.example, jar:https://idp.example!/, false",
        "https://idp.example, gopher://idp.example/,     false",
        "https://idp.example, //idp.example/token,       false",
        "https://idp.example, https:/token,              false",
    })
    void an_issuer_with_TLS_names_no_endpoint_without(String issuer, String tokenEndpoint, boolean counts) {
        assertThat(read(issuer, tokenEndpoint, "https://idp.example/userinfo").isPresent())
                .isEqualTo(counts);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"http://idp.example/userinfo", "file:///etc/passwd", "nonsense", "https://"})
    void an_endpoint_that_a_sign_in_can_do_without_counts_as_not_offered(String userinfo) {
        assertThat(read("https://idp.example", "https://idp.example/token", userinfo))
                .hasValueSatisfying(
                        metadata -> assertThat(metadata.userinfoEndpoint()).isNull());
    }

    private static Optional<ProviderMetadata> read(String issuer, String tokenEndpoint, String userinfo) {
        return Claims.parse("""
                        {"issuer": "%s", "authorization_endpoint": "https://idp.example/authorize",
                         "token_endpoint": "%s", "jwks_uri": "https://idp.example/jwks", "userinfo_endpoint": "%s"}
                        """.formatted(issuer, tokenEndpoint, userinfo)).flatMap(ProviderMetadata::of);
    }
}
