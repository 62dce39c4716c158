package org.authfilter.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {

    @ParameterizedTest(name = "{0} {1} {2} is {3}")
    @CsvSource({
        "http,  localhost, 80,   http://localhost",
        "http,  localhost, 8080, http://localhost:8080",
        "https, localhost, 443,  https://localhost",
        "https, localhost, 80,   https://localhost:80",
        "HTTP,  LOCALHOST, -1,   http://localhost",
        "http,  ::1,       8080, http://[::1]:8080",
        "http,  [::1],     8080, http://[::1]:8080",
        "http,  my_app,    8080, http://my_app:8080",
        "http,  MY_APP,    80,   http://my_app",
        "https, a_b.c-d.e, 443,  https://a_b.c-d.e",
    })
    void the_origin_that_a_server_reports_is_the_one_that_a_browser_sends(
            String scheme, String host, int port, String origin) {
        Origin seen = Origin.of(scheme, host, port);

        assertThat(seen).hasToString(origin);
        assertThat(Origin.parse(origin))
                .hasValueSatisfying(sent -> assertThat(sent.isSameAs(seen)).isTrue());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "http://user@my_app",
                "http://my_app@evil.example",
                "http://my_app:x",
                "http://my_app:999999",
                "http://my_app:80:80",
                "http://my_app\\@evil.example",
                "http://",
                "http:my_app",
                "ftp://my_app",
                "my_app",
            })
    void a_malformed_address_with_an_underscore_has_no_origin(String address) {
        assertThat(Origin.parse(address)).isEmpty();
    }
}
