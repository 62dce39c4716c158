package org.authfilter.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.servlet.api.DeploymentInfo;
import org.authfilter.internal.web.ContainerIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockServletContext;

class ContainerIdentitiesTest {

    @ParameterizedTest
    @ValueSource(strings = {"Apache Tomcat/10.1.59", "Apache Tomcat (TomEE)/10.1.0", "jetty/12.1.5"})
    void a_servlet_container_is_left_alone(String server) {
        assertThat(ContainerIdentities.of(new Server(server))).isSameAs(ContainerIdentity.NONE);
    }

    @Test
    void the_deployment_that_Undertow_hands_over_is_not_kept() {
        Server wildFly = new Server("WildFly Full 39.0.1.Final");
        new UndertowExtension().handleDeployment(new DeploymentInfo(), wildFly);

        assertThat(ContainerIdentities.of(wildFly)).isInstanceOf(UndertowIdentity.class);
        assertThat(wildFly.getAttribute(UndertowExtension.DEPLOYMENT)).isNull();
    }

    /** A server by its name. */
    private static final class Server extends MockServletContext {

        private final String name;

        Server(String name) {
            this.name = name;
        }

        @Override
        public String getServerInfo() {
            return name;
        }
    }
}
