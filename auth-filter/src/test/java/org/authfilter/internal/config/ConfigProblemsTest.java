package org.authfilter.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.authfilter.internal.config.TestConfiguration.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigProblemsTest {

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "enabled                         | yes                          | write true or false",
                "enabled                         | TRUE                         | write true or false",
                "expose-access-token             | 1                            | write true or false",
                "path                            | auth                         | write a path inside the application",
                "path                            | /                            | write a path inside the application",
                "path                            | /auth/                       | write a path inside the application",
                "path                            | /a/../b                      | write a path inside the application",
                "path                            | /auth?x=1                    | write a path inside the application",
                "sign-in-page                    | https://other.example/login  | write a path inside the application",
                "sign-in-page                    | //other.example              | write a path inside the application",
                "protected-paths                 | api/*                        | write patterns such as",
                "protected-paths                 | /api/*,*                     | write patterns such as",
                "protected-paths                 | ,                            | write patterns such as",
                "public-paths                    | /a*                          | write patterns such as",
                "public-paths                    | /,/docs/                     | write /docs/* for all below it, or",
                "protected-paths                 | /docs/                       | write /docs/* for all below it, or",
                "base-url                        | www.example                  | write an absolute http or https address",
                "base-url                        | https://www.example/?a=b     | write the application's root only",
                "base-url                        | https://www.example//shop    | write the application's root only",
                "base-url                        | https://www.example//        | write the application's root only",
                "refresh-margin                  | 60                           | write a duration such as",
                "token-request-timeout           | 0s                           | write a duration above zero",
                "connect-timeout                 | 0s                           | write a duration above zero",
                "refresh-retention               | -1s                          | write a duration such as",
                "idle-timeout                    | PT0S                         | write a duration above zero",
                "session-max-age                 | 3651d                        | write a duration from 0s to 3650d",
                "clock-skew                      | half a minute                | write a duration such as",
                "clock-skew                      | 301s                         | write a duration from 0s to 5m",
                "preflight-paths                 | api/*                        | write patterns such as",
                "cors-origins                    | *                            | write exact origins without a path",
                "cors-origins                    | null                         | write exact origins without a path",
                "cors-origins                    | https://*.example            | write exact origins without a path",
                "cors-origins                    | https://app.example/         | write exact origins without a path",
                "cors-origins                    | https://app.example/a        | write exact origins without a path",
                "cors-origins                    | https://app.example?a        | write exact origins without a path",
                "cors-origins                    | app.example                  | write exact origins without a path",
                "cors-origins                    | https://a.example,ftp://b.example | write exact origins without a path",
                "messages                        | org/shop/Messages            | write the base name of a ResourceBundle",
                "messages                        | Messages.properties          | write the base name of a ResourceBundle",
                "csrf-protection                 | true                         | write on or off",
                "csrf-exempt-paths               | /hook/                       | write /hook/* for all below it, or",
                "session-end                     | keep                         | write one of invalidate, forget",
                "session-end                     | INVALIDATE                   | write one of invalidate, forget",
                "max-waiting-requests            | 0                            | write a whole number above zero",
                "max-waiting-requests            | 1.5                          | write a whole number above zero",
                "max-waiting-requests            | 2147483648                   | write a whole number above zero",
                "provider.backend.type           | saml                         | write one of credentials, oidc",
                "provider.backend.login-url      | backend.example/login        | write an absolute http or https address",
                "provider.backend.login-url      | ftp://backend.example/login  | write an absolute http or https address",
                "provider.backend.login-url      | https:///login               | write an absolute http or https address",
                "provider.backend.login-url      | https://backend.example/a b  | write an address such as",
                "provider.backend.login-url      | https://backend.example:65536/ | write an absolute http or https address",
                "provider.backend.login-url      | https://my_backend/login     | write a host without an underscore",
                "provider.backend.login-url      | http://my_backend:65536/     | write an absolute http or https address",
                "provider.backend.refresh-url    | /auth/refresh                | write an absolute http or https address",
                "provider.backend.logout-url     | https://backend.example/#top | write an absolute http or https address",
                "provider.backend.profile-url    | /auth/profile                | write an absolute http or https address",
                "provider.backend.login-fields   | ,                            | name at least one field",
                "provider.backend.refresh-carrier | cookie                      | write one of json, form, header",
                "provider.backend.expiry-unit    | millis                       | write one of epoch-millis, epoch-seconds, seconds, iso-8601",
                "provider.backend.access-token   | accessToken                  | write a JSON pointer",
                "provider.backend.refresh-token  | $.refreshToken               | write a JSON pointer",
                "provider.backend.expiry         | /a~2b                        | write a JSON pointer",
                "provider.backend.refresh-expiry | expiry/                      | write a JSON pointer",
                "provider.backend.user           | user                         | write a JSON pointer",
                "provider.backend.roles          | roles                        | write a JSON pointer",
            })
    void a_problem_has_key_source_value_and_remedy(String key, String value, String remedy) {
        assertThat(TestConfiguration.ofOneBackend().set(key, value).problems())
                .contains(key + " = \"" + value + "\" (web.xml, init-param " + key + "): " + remedy);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "SYSTEM_PROPERTY     | auth-filter.refresh-margin | system property auth-filter.refresh-margin",
                "ENVIRONMENT         | AUTH_FILTER_REFRESH_MARGIN | environment variable AUTH_FILTER_REFRESH_MARGIN",
                "MICROPROFILE_CONFIG | auth-filter.refresh-margin | MicroProfile Config, microprofile-config.properties, auth-filter.refresh-margin",
                "INIT_PARAM          | refresh-margin             | web.xml, init-param refresh-margin",
                "CONTEXT_PARAM       | auth-filter.refresh-margin | web.xml, context-param auth-filter.refresh-margin",
            })
    void a_problem_names_the_source_of_the_value(Source source, String name, String shown) {
        assertThat(TestConfiguration.ofOneBackend().set(source, name, "soon").problems())
                .contains("refresh-margin = \"soon\" (" + shown + "): write a duration");
    }

    @Test
    void all_problems_are_reported_in_one_message() {
        String refusal = new TestConfiguration()
                .set("refresh-margin", "soon")
                .set("no-such-key", "x")
                .set("provider.backend.type", "credentials")
                .set("provider.backend.user", "user")
                .set(Source.CONTEXT_PARAM, "auth-filter.path", "${AUTH_PATH}")
                .problems();

        assertThat(refusal)
                .startsWith("auth-filter can't start, its configuration has 5 problems:\n")
                .contains("\n  - refresh-margin = ")
                .contains("\n  - no-such-key ")
                .contains("\n  - provider.backend.login-url is missing")
                .contains("\n  - path = \"${AUTH_PATH}\" (web.xml, context-param auth-filter.path): ");
        assertThat(refusal.lines()).hasSize(6);
    }

    @Test
    void a_single_problem_is_reported_in_the_singular() {
        assertThat(TestConfiguration.ofOneBackend().set("enabled", "yes").problems())
                .contains("has 1 problem:\n");
    }

    @Test
    void a_wrong_value_of_a_provider_does_not_hide_its_others() {
        assertThat(new TestConfiguration()
                        .set("provider.backend.login-url", "nowhere")
                        .set("provider.backend.user", "user")
                        .problems())
                .contains("provider.backend.type is missing: write credentials")
                .contains("provider.backend.login-url = \"nowhere\"")
                .contains("provider.backend.user = \"user\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"issuer", "audience"})
    void a_demand_on_access_tokens_without_keys_to_verify_them_is_a_problem(String key) {
        assertThat(TestConfiguration.ofOneBackend()
                        .set("provider.backend." + key, "https://issuer.example")
                        .problems())
                .contains("has 1 problem:")
                .contains("provider.backend." + key + " = \"https://issuer.example\"")
                .contains("configure provider.backend.jwks-url as well");
    }

    @Test
    void a_wrong_address_of_the_keys_is_the_only_problem() {
        assertThat(TestConfiguration.ofOneBackend()
                        .set("provider.backend.jwks-url", "nowhere")
                        .set("provider.backend.issuer", "https://issuer.example")
                        .problems())
                .contains("has 1 problem:")
                .contains("provider.backend.jwks-url = \"nowhere\"");
    }

    @Test
    void a_missing_type_and_a_missing_address_are_both_reported() {
        assertThat(new TestConfiguration()
                        .set("provider.backend.expiry", "/expiry")
                        .problems())
                .contains("has 2 problems")
                .contains("provider.backend.type is missing: write credentials")
                .contains("provider.backend.login-url is missing: write the address that takes the credentials");
    }

    @Test
    void a_configuration_without_a_provider_is_reported_with_an_example() {
        assertThat(new TestConfiguration().problems())
                .contains("provider.NAME.type is missing: there is no provider")
                .contains("provider.backend.login-url=https://");
    }

    @ParameterizedTest(name = "provider.{0}.type")
    @CsvSource({"Backend", "my_backend", "'my backend'", "''", "bäckend"})
    void a_provider_with_other_characters_in_its_name_is_a_problem(String name) {
        assertThat(TestConfiguration.ofOneBackend()
                        .set("provider." + name + ".type", "credentials")
                        .problems())
                .contains("has 1 problem:")
                .contains("provider." + name
                        + ".type = \"credentials\" (web.xml, init-param provider." + name
                        + ".type): a provider's name has lower-case letters, digits and hyphens only");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"refresh-margn", "provider.backend.login-uri", "provider.backend", "provider.my.idp.type", "Path"})
    void an_unknown_key_in_a_source_of_this_WAR_is_a_problem(String key) {
        assertThat(TestConfiguration.ofOneBackend().set(key, "x").problems())
                .contains(key + " (web.xml, init-param " + key + "): there is no such key");
    }

    @Test
    void an_unknown_key_in_MicroProfile_Config_is_a_problem() {
        assertThat(TestConfiguration.ofOneBackend()
                        .set(Source.MICROPROFILE_CONFIG, "auth-filter.refresh-margn", "60s")
                        .problems())
                .contains("refresh-margn (MicroProfile Config, ");
    }

    @ParameterizedTest
    @EnumSource(names = {"SYSTEM_PROPERTY", "MICROPROFILE_CONFIG", "CONTEXT_PARAM", "ENVIRONMENT"})
    void a_property_without_our_prefix_is_ignored(Source source) {
        assertThatCode(() -> TestConfiguration.ofOneBackend()
                        .set(source, "auth-filterx.path", "x")
                        .set(source, "AUTH_FILTERX", "x")
                        .set(source, "path", "x")
                        .read())
                .doesNotThrowAnyException();
    }
}
