package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.authfilter.internal.config.TestConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnencryptedAddressesTest {

    @ParameterizedTest
    @CsvSource({
        "base-url,                     http://www.example/shop,        www.example",
        "provider.backend.login-url,   http://backend.example/login,   backend.example",
        "provider.backend.login-url,   http://10.0.0.1/login,          10.0.0.1",
        "provider.backend.login-url,   http://128.0.0.1/login,         128.0.0.1",
        "provider.backend.login-url,   http://localhost.example/login, localhost.example",
        "provider.backend.login-url,   http://127.0.0.1.example/login, 127.0.0.1.example",
        "provider.backend.login-url,   http://[2001:db8::1]/login,     [2001:db8::1]",
        "provider.backend.refresh-url, http://backend.example/refresh, backend.example",
        "provider.backend.logout-url,  http://backend.example/logout,  backend.example",
        "provider.backend.profile-url, http://backend.example/profile, backend.example",
        "provider.backend.jwks-url,    http://backend.example/jwks,    backend.example",
    })
    void an_http_address_of_another_machine_is_named_with_its_key(String key, String address, String host) {
        assertThat(UnencryptedAddresses.of(
                        TestConfiguration.ofOneBackend().set(key, address).read()))
                .singleElement()
                .asString()
                .startsWith("INSECURE: " + key + " is an http address on " + host + ",")
                .contains("Use https");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8180/login",
                "http://LOCALHOST/login",
                "http://shop.localhost/login",
                "http://127.0.0.1/login",
                "http://127.1.2.3:8080/login",
                "http://[::1]:8080/login",
                "http://[0:0:0:0:0:0:0:1]/login",
                "https://backend.example/login",
            })
    void a_local_or_https_address_is_not_named(String address) {
        assertThat(UnencryptedAddresses.of(TestConfiguration.ofOneBackend()
                        .set("provider.backend.login-url", address)
                        .read()))
                .isEmpty();
    }

    @Test
    void an_http_issuer_of_another_machine_is_named() {
        assertThat(UnencryptedAddresses.of(new TestConfiguration()
                        .set("provider.idp.type", "oidc")
                        .set("provider.idp.issuer", "http://idp.example/realms/shop")
                        .set("provider.idp.client-id", "shop")
                        .set("provider.idp.client-auth", "none")
                        .read()))
                .singleElement()
                .asString()
                .startsWith("INSECURE: provider.idp.issuer is an http address on idp.example");
    }

    @Test
    void an_issuer_claim_of_a_backend_is_no_address() {
        assertThat(UnencryptedAddresses.of(TestConfiguration.ofOneBackend()
                        .set("provider.backend.jwks-url", "https://backend.example/jwks")
                        .set("provider.backend.issuer", "http://backend.example")
                        .read()))
                .isEmpty();
    }

    @Test
    void an_http_address_on_a_host_with_an_underscore_is_named() {
        assertThat(UnencryptedAddresses.of(TestConfiguration.ofOneBackend()
                        .set("base-url", "http://my_shop:8080/shop")
                        .read()))
                .singleElement()
                .asString()
                .startsWith("INSECURE: base-url is an http address on my_shop");
    }
}
