package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.authfilter.it.app.WhoServlet;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A wrong configuration fails the deployment, and the log says everything that an operator needs to put it right. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class WrongConfigurationIT {

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "problems", managed = false, testable = false)
    static WebArchive problems() {
        return Wars.configured(
                        "problems",
                        "auth-filter.refresh-margin=soon",
                        "auth-filter.refresh-margn=60s",
                        "auth-filter.provider.backend.type=credentials")
                .addClass(WhoServlet.class);
    }

    @Deployment(name = "no-provider", managed = false, testable = false)
    static WebArchive noProvider() {
        return Wars.withAuthFilter("no-provider").addClass(WhoServlet.class);
    }

    @Test
    void all_problems_are_reported_together() {
        String log = logOfFailedDeployment("problems");

        assertThat(log)
                .as("the wrong value, where it was read, and what to write")
                .contains("refresh-margin")
                .contains("soon")
                .contains("MicroProfile Config")
                .contains("60s");
        assertThat(log).as("the unknown key").contains("refresh-margn");
        assertThat(log).as("the missing key").contains("provider.backend.login-url is missing");
    }

    @Test
    void a_WAR_without_a_provider_is_refused() {
        assertThat(logOfFailedDeployment("no-provider")).contains("provider.NAME.type is missing");
    }

    private String logOfFailedDeployment(String name) {
        ServerLog log = new ServerLog();

        assertThatThrownBy(() -> deployer.deploy(name))
                .as("the deployer is told, too")
                .hasStackTraceContaining("auth-filter");

        log.awaits("is missing");
        return log.text();
    }
}
