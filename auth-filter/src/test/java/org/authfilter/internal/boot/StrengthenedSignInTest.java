package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.authfilter.testkit.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrengthenedSignInTest {

    private static final String PARAMS = "provider.idp.authorization-params";

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource({
        "?,                      max_age,    300",
        "?max_age=60,            max_age,    60",
        "?max_age=0,             max_age,    0",
        "?max_age=301,           max_age,    300",
        "?max_age=999999999,     max_age,    300",
        "?max_age=x,             max_age,    300",
        "?max_age=-1,            max_age,    300",
        "?max_age=,              max_age,    300",
        "?prompt=none,           prompt,     login",
        "?acr_values=pwd,        acr_values, mfa",
        "?login_hint=bob,        login_hint, bob",
        "?ui_locales=de,         ui_locales, de",
        "?redirect_uri=https%3A, scope,      openid profile email",
    })
    void the_query_can_only_strengthen_what_is_configured(String query, String name, String sent) throws Exception {
        try (OpenIdShop shop = new OpenIdShop(PARAMS, "max_age=300&acr_values=mfa&prompt=login")) {
            assertThat(Query.of(shop.start(query)).get(name)).isEqualTo(sent);
        }
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource({
        "?max_age=60,     max_age,    60",
        "?prompt=login,   prompt,     login",
        "?acr_values=mfa, acr_values, mfa",
        "?max_age=x,      max_age,    ",
    })
    void the_query_chooses_what_is_not_configured(String query, String name, String sent) throws Exception {
        try (OpenIdShop shop = new OpenIdShop()) {
            assertThat(Query.of(shop.start(query)).get(name)).isEqualTo(sent);
        }
    }

    @Test
    void a_configured_max_age_is_enforced_whatever_the_query_says() throws Exception {
        try (OpenIdShop shop = new OpenIdShop(PARAMS, "max_age=300")) {
            shop.provider.bendIdToken(
                    claims -> claims.put("auth_time", shop.clock.instant().getEpochSecond() - 86_400));

            assertThat(shop.comeBack(shop.provider.authorize(shop.start("?max_age=x")))
                            .getHeader("Location"))
                    .contains("error=OAuthCallback");
        }
    }

    @ParameterizedTest(name = "acr {0}: {1}")
    @CsvSource({"mfa, authenticated", "pwd, unauthenticated"})
    void a_required_acr_is_requested_and_enforced(String acr, String status) throws Exception {
        try (OpenIdShop shop = new OpenIdShop("provider.idp.required-acr", "phr,mfa")) {
            shop.provider.bendIdToken(claims -> claims.put("acr", acr));
            String start = shop.start("?acr_values=pwd");
            shop.comeBack(shop.provider.authorize(start));

            assertThat(Query.of(start).get("acr_values")).isEqualTo("phr mfa");
            assertThat(shop.status()).isEqualTo(status);
        }
    }

    @ParameterizedTest(name = "iat in {0} s: {1}")
    @CsvSource({"30, authenticated", "31, unauthenticated", "3600, unauthenticated"})
    void an_id_token_issued_in_the_future_is_rejected(long ahead, String status) throws Exception {
        try (OpenIdShop shop = new OpenIdShop();
                LogRecords log = new LogRecords()) {
            long iat = shop.clock.instant().getEpochSecond() + ahead;
            shop.provider.bendIdToken(claims -> {
                claims.put("iat", iat);
                claims.put("exp", iat + 300);
            });
            shop.signIn();

            assertThat(shop.status()).isEqualTo(status);
            assertThat(log.text().contains("issued in the future (iat)")).isEqualTo(ahead > 30);
        }
    }

    @ParameterizedTest(name = "signing-algs={0}: {1}")
    @CsvSource({"'RS256,ES256', authenticated", "'PS256,ES256', unauthenticated"})
    void signing_algs_narrows_the_algorithms(String algorithms, String status) throws Exception {
        try (OpenIdShop shop = new OpenIdShop("provider.idp.signing-algs", algorithms);
                LogRecords log = new LogRecords()) {
            shop.signIn();

            assertThat(shop.status()).isEqualTo(status);
            assertThat(log.text().contains("unsupported signing algorithm RS256"))
                    .isEqualTo(status.equals("unauthenticated"));
        }
    }

    @ParameterizedTest(name = "principal={0}: {1}")
    @CsvSource({"name, alice", "subject, sub-alice", "provider:subject, idp:sub-alice"})
    void the_principal_is_named_as_configured_at_sign_in_and_after_a_refresh(String principal, String name)
            throws Exception {
        try (OpenIdShop shop = new OpenIdShop("provider.idp.principal", principal)) {
            shop.signIn();
            shop.browser.page("/orders");
            assertThat(shop.browser.seenRequest().getRemoteUser()).isEqualTo(name);
            shop.browser.call("POST", "/auth/session");
            shop.browser.page("/orders");

            assertThat(shop.browser.seenRequest().getRemoteUser()).isEqualTo(name);
        }
    }

    @ParameterizedTest(name = "userinfo={0}, {1}: {2}")
    @CsvSource({
        "auto, 401, authenticated",
        "auto, 403, authenticated",
        "auto, 404, authenticated",
        "auto, 503, unauthenticated",
        "true, 403, unauthenticated",
    })
    void user_info_that_is_refused_does_not_prevent_a_sign_in(String mode, int refusal, String status)
            throws Exception {
        try (OpenIdShop shop = new OpenIdShop("provider.idp.userinfo", mode);
                LogRecords log = new LogRecords()) {
            shop.provider.fail("/userinfo", refusal, "invalid_token");
            shop.signIn();

            assertThat(shop.status()).isEqualTo(status);
            assertThat(log.text().contains("UserInfo is not used: HTTP status " + refusal))
                    .isEqualTo(status.equals("authenticated"));
        }
    }

    @Test
    void discovery_may_be_at_another_address() throws Exception {
        try (OpenIdShop other = new OpenIdShop();
                OpenIdShop shop = new OpenIdShop(
                        "provider.idp.issuer",
                        "http://issuer.invalid",
                        "provider.idp.discovery-url",
                        other.provider.issuer() + "/.well-known/openid-configuration",
                        "provider.idp.userinfo",
                        "false")) {
            other.provider.bendDiscovery(document -> document.put("issuer", "http://issuer.invalid"));

            assertThat(shop.start("")).startsWith(other.provider.issuer() + "/authorize?");
        }
    }
}
