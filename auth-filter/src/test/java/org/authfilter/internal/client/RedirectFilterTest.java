package org.authfilter.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a redirect may take the token to. */
class RedirectFilterTest {

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "https://api.example/a,   https://api.example/b,       true",
        "http://my_api:8080/a,    http://my_api:8080/b,        true",
        "https://api.example/a,   https://evil.example/b,      false",
        "https://api.example/a,   http://api.example/b,        false",
        "https://api.example/a,   https://api.example:8443/b,  false",
        "https://api.example/a,   https://api.example@evil.example/, false",
        "https://u@api.example/a, https://u@evil.example/b,    false",
        "https://a!b/a,           https://c!d/b,               false",
    })
    void a_redirect_stays_at_the_same_host_and_port(URI call, URI target, boolean isSame) {
        assertThat(RedirectFilter.isSameOrigin(call, target)).isEqualTo(isSame);
    }
}
