package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.servlet.api.DeploymentInfo;
import org.authfilter.internal.config.ContainerIdentityMode;
import org.authfilter.internal.identity.UndertowExtension;
import org.authfilter.internal.web.ContainerIdentity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdentityChoiceTest {

    private final LogRecords log = new LogRecords();

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void a_server_that_can_be_told_the_caller_is_told() {
        assertThat(choose(ContainerIdentityMode.AUTO, "")).isNotSameAs(ContainerIdentity.NONE);
        assertThat(log.text()).isEmpty();
    }

    @Test
    void container_identity_off_leaves_the_container_alone() {
        assertThat(choose(ContainerIdentityMode.OFF, "<login-config><auth-method>FORM</auth-method></login-config>"))
                .isSameAs(ContainerIdentity.NONE);
        assertThat(log.text()).isEmpty();
    }

    @Test
    void a_login_config_is_replaced_which_one_line_says() {
        assertThat(choose(ContainerIdentityMode.AUTO, "<login-config><auth-method>FORM</auth-method></login-config>"))
                .isNotSameAs(ContainerIdentity.NONE);

        assertThat(log.text())
                .isEqualTo("Application /: the <login-config> with FORM has no effect: the sign-in page of auth-filter"
                        + " replaces it\n");
    }

    @Test
    void a_mechanism_of_the_WAR_is_left_alone_which_one_warning_says() {
        assertThat(choose(ContainerIdentityMode.AUTO, "<login-config><auth-method>MP-JWT</auth-method></login-config>"))
                .isSameAs(ContainerIdentity.NONE);

        assertThat(log.text())
                .isEqualTo("Application /: the <login-config> with MP-JWT is an authentication mechanism of the WAR, so"
                        + " the container is not told the callers of auth-filter. Remove it, or name the paths that it"
                        + " serves in public-paths\n");
    }

    private static ContainerIdentity choose(ContainerIdentityMode mode, String webXml) {
        RecordingContext wildFly = new RecordingContext();
        new UndertowExtension().handleDeployment(new DeploymentInfo(), wildFly);
        return IdentityChoice.of(mode, WebXml.of(WebXmlContext.ofElements(webXml)), wildFly);
    }
}
