package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.it.roles.AuditBean;
import org.authfilter.it.roles.LedgerBean;
import org.authfilter.it.roles.LedgerServlet;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roles that the descriptors of a server map, and an EAR with a module of EJBs. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class DescriptorRolesIT {

    private static final FakeIssuer ISSUER = FakeIssuer.start();

    /** Once a glassfish-web.xml maps one role, Payara maps no other role by itself. */
    @Deployment(name = "mapped", order = 1, testable = false)
    static WebArchive mapped() {
        return Wars.signingInAt(ISSUER, "mapped")
                .addClasses(WhoServlet.class, LedgerServlet.class, LedgerBean.class, AuditBean.class)
                .addAsWebInfResource(Wars.beansXml("all"), "beans.xml")
                .addAsWebInfResource(ConstrainedWar.ejbJar(), "ejb-jar.xml")
                .addAsWebInfResource(new StringAsset("""
                        <jboss-web>
                          <security-role><role-name>manager</role-name><principal-name>bob</principal-name></security-role>
                        </jboss-web>
                        """), "jboss-web.xml")
                .addAsWebInfResource(new StringAsset("""
                        <glassfish-web-app>
                          <security-role-mapping>
                            <role-name>manager</role-name><group-name>admin</group-name>
                          </security-role-mapping>
                          <security-role-mapping>
                            <role-name>user</role-name><group-name>user</group-name>
                          </security-role-mapping>
                          <security-role-mapping>
                            <role-name>admin</role-name><group-name>admin</group-name>
                          </security-role-mapping>
                          <security-role-mapping>
                            <role-name>auditor</role-name><principal-name>robot</principal-name>
                          </security-role-mapping>
                        </glassfish-web-app>
                        """), "glassfish-web.xml")
                .addAsWebInfResource(new StringAsset("""
                        <glassfish-ejb-jar><enterprise-beans>
                          <ejb><ejb-name>AuditBean</ejb-name><principal><name>robot</name></principal></ejb>
                        </enterprise-beans></glassfish-ejb-jar>
                        """), "glassfish-ejb-jar.xml")
                .setWebXML(Wars.webXml(
                        "",
                        ConstrainedWar.constraint("/who", "", ConstrainedWar.role("manager")),
                        "<security-role><role-name>manager</role-name></security-role>",
                        "<security-role><role-name>user</role-name></security-role>",
                        "<security-role><role-name>admin</role-name></security-role>",
                        "<security-role><role-name>auditor</role-name></security-role>"));
    }

    @Deployment(name = "ear", order = 2, testable = false)
    static EnterpriseArchive ear() {
        JavaArchive beans = ShrinkWrap.create(JavaArchive.class, "beans.jar")
                .addClasses(LedgerBean.class, AuditBean.class)
                .addAsManifestResource(ConstrainedWar.ejbJar(), "ejb-jar.xml");
        WebArchive war = Wars.signingInAt(ISSUER, "modular")
                .addClasses(LedgerServlet.class, WhoServlet.class)
                .setWebXML(Wars.webXml(
                        "",
                        ConstrainedWar.constraint("/who", "", ConstrainedWar.role("admin")),
                        "<security-role><role-name>user</role-name></security-role>",
                        "<security-role><role-name>admin</role-name></security-role>"));
        return ShrinkWrap.create(EnterpriseArchive.class, "modules.ear").addAsModules(beans, war);
    }

    @BeforeEach
    void reset() {
        ISSUER.healthy();
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @ParameterizedTest
    @CsvSource({
        "mapped,  /who,            403, 200",
        "mapped,  /ledger/read,    200, 200",
        "mapped,  /ledger/write,   403, 200",
        "mapped,  /ledger/run-as,  200, 200",
        "mapped,  /ledger/audit,   403, 403",
        "modular, /who,            403, 200",
        "modular, /ledger/read,    200, 200",
        "modular, /ledger/write,   403, 200",
        "modular, /ledger/burn,    403, 403",
        "modular, /ledger/close,   403, 200",
    })
    void a_resource_has_the_status_of_its_caller(String application, String path, int ofUser, int ofAdmin) {
        Browser alice = signedIn(application, "alice@example.org", "user");
        Browser bob = signedIn(application, "bob@example.org", "user", "admin");

        assertThat(List.of(alice.call(path).statusCode(), bob.call(path).statusCode()))
                .containsExactly(ofUser, ofAdmin);
        assertThat(new Browser(application).call(path).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"mapped", "modular"})
    void an_EJB_has_the_caller(String application) {
        Browser bob = signedIn(application, "bob@example.org", "user", "admin");

        assertThat(bob.call("/ledger/caller").body()).isEqualTo("bob user=true admin=true");
        bob.post("/auth/signout", "{}");
        assertThat(bob.call("/ledger/caller").statusCode()).isEqualTo(401);
    }

    private static Browser signedIn(String application, String email, String... roles) {
        Browser browser = new Browser(application);
        ISSUER.roles(roles);
        browser.signIn(email);
        return browser;
    }
}
