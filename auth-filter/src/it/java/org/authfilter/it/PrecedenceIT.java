package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.it.app.WronglyAnnotated;
import org.authfilter.it.control.PropertiesListener;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * For each two neighbours among the places of a configuration, one key is said in both and in no place above them. What
 * is said can't be understood, and the server's refusal names the place where it read each key: the whole matrix in one
 * deployment. The environment alone says what every WAR of the server understands, namely the defaults (see the pom).
 */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class PrecedenceIT {

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "wrong-properties", managed = false, testable = false)
    static WebArchive systemProperties() {
        return ShrinkWrap.create(WebArchive.class, "wrong-properties.war")
                .addClass(PropertiesListener.class)
                .addAsResource(
                        Wars.lines("auth-filter.connect-timeout=said by a system property"), "server.properties");
    }

    @Deployment(name = "precedence", managed = false, testable = false)
    static WebArchive everyOtherPlace() {
        String microProfile = "said by MicroProfile Config";
        return Wars.configured(
                        "precedence",
                        "auth-filter.refresh-retention=" + microProfile,
                        "auth-filter.refresh-margin=" + microProfile)
                .addClasses(WhoServlet.class, WronglyAnnotated.class)
                .setWebXML(Wars.webXml(
                        "",
                        "<context-param><param-name>auth-filter.session-end</param-name>"
                                + "<param-value>said by a context-param</param-value></context-param>",
                        "<context-param><param-name>auth-filter.idle-timeout</param-name>"
                                + "<param-value>said by a context-param</param-value></context-param>",
                        "<filter><filter-name>auth-filter</filter-name>"
                                + "<filter-class>org.authfilter.AuthFilter</filter-class>"
                                + "<async-supported>true</async-supported>",
                        "<init-param><param-name>refresh-margin</param-name>"
                                + "<param-value>said by an init-param</param-value></init-param>",
                        "<init-param><param-name>session-end</param-name>"
                                + "<param-value>said by an init-param</param-value></init-param>",
                        "</filter>"));
    }

    @Test
    void the_higher_of_two_neighbouring_sources_wins() {
        List<String> refusal = refusal();

        assertThat(refusal)
                .as("system property, not environment")
                .anyMatch(line -> line.startsWith("connect-timeout = \"said by a system property\""));
        assertThat(refusal)
                .as("environment, which is right, not MicroProfile Config")
                .noneMatch(line -> line.startsWith("refresh-retention"));
        assertThat(refusal)
                .as("MicroProfile Config, not init-param")
                .anyMatch(line -> line.startsWith("refresh-margin = \"said by MicroProfile Config\""));
        assertThat(refusal)
                .as("init-param, not context-param")
                .anyMatch(line -> line.startsWith("session-end = \"said by an init-param\""));
        assertThat(refusal)
                .as("context-param, not annotation")
                .anyMatch(line -> line.startsWith("idle-timeout = \"said by a context-param\""));
        assertThat(refusal)
                .as("annotation, not default")
                .anyMatch(line -> line.startsWith("session-max-age = \"said by an annotation\""));
    }

    /** The configuration problems, one a line, without the prefix of each. */
    private List<String> refusal() {
        ServerLog log = new ServerLog();
        deployer.deploy("wrong-properties");
        try {
            assertThatThrownBy(() -> deployer.deploy("precedence")).isInstanceOf(Exception.class);
        } finally {
            deployer.undeploy("wrong-properties");
        }
        log.awaits("session-max-age");
        return log.text()
                .lines()
                .map(line -> line.replaceFirst("^.*  - ", "").strip())
                .toList();
    }
}
