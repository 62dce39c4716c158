package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.authfilter.internal.config.TestConfiguration;
import org.authfilter.internal.web.ContainerIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentWarningsTest {

    private final RecordingContext context = new RecordingContext();

    @Test
    void several_providers_are_named_because_their_callers_can_have_the_same_name() {
        TestConfiguration two = TestConfiguration.ofOneBackend()
                .set("provider.staff.type", "credentials")
                .set("provider.staff.login-url", "https://staff.example/login");

        assertThat(warnings(two))
                .singleElement()
                .asString()
                .contains("callers of the providers backend, staff can have the same name")
                .contains("principal=provider:subject");
    }

    @Test
    void several_providers_whose_principals_are_unique_get_no_warning() {
        TestConfiguration two = TestConfiguration.ofOneBackend()
                .set("provider.backend.principal", "provider:subject")
                .set("provider.staff.type", "credentials")
                .set("provider.staff.login-url", "https://staff.example/login");

        assertThat(warnings(two)).isEmpty();
    }

    @Test
    void a_secure_application_with_one_provider_gets_no_warning() {
        assertThat(warnings(TestConfiguration.ofOneBackend())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "client_secret_basic, fifteen-letters, 1",
        "client_secret_post,  fifteen-letters, 1",
        "client_secret_basic, sixteen--letters, 0",
        "client_secret_post,  sixteen--letters, 0",
    })
    void a_client_secret_of_less_than_16_characters_is_named_but_not_shown(String auth, String secret, int warnings) {
        TestConfiguration openId = new TestConfiguration()
                .set("provider.idp.type", "oidc")
                .set("provider.idp.issuer", "https://idp.example")
                .set("provider.idp.client-id", "shop")
                .set("provider.idp.client-auth", auth)
                .set("provider.idp.client-secret", secret);

        assertThat(warnings(openId))
                .hasSize(warnings)
                .allSatisfy(warning -> assertThat(warning)
                        .contains("client-secret of the provider idp")
                        .doesNotContain(secret));
    }

    @Test
    void all_warnings_are_given() {
        context.servlet("own", "/auth/own");

        assertThat(warnings(TestConfiguration.ofOneBackend().set("base-url", "http://www.example")))
                .hasSize(2);
    }

    private List<String> warnings(TestConfiguration configuration) {
        return DeploymentWarnings.of(
                configuration.read(), WebXml.of(context), ContainerIdentity.NONE, context, Set.of());
    }
}
