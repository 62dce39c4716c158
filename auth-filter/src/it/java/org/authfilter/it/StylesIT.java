package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.util.Map;
import org.authfilter.it.app.AsyncServlet;
import org.authfilter.it.app.TwoProviders;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.it.control.PropertiesListener;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A WAR for each place inside of a WAR that a configuration may stand in, with its placeholders filled from system
 * properties, from the environment and by default. {@link ApplicationIT} has its configuration from MicroProfile
 * Config, {@link StrangerIT} from system properties, {@link PrecedenceIT} partly from the environment.
 */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class StylesIT {

    private static final FakeIssuer ISSUER = FakeIssuer.start();
    private static final String URLS = "provider.backend.%s-url";
    private static final String ASYNC = "<async-supported>true</async-supported>";

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "properties", order = 1, testable = false)
    static WebArchive properties() {
        return ShrinkWrap.create(WebArchive.class, "properties.war")
                .addClass(PropertiesListener.class)
                .addAsResource(
                        Wars.lines("it.staff=" + ISSUER.url(""), "it.customers=" + ISSUER.url("")),
                        "server.properties");
    }

    @Deployment(name = "init-params", order = 2, testable = false)
    static WebArchive initParams() {
        return Wars.withAuthFilter("init-params")
                .addClasses(WhoServlet.class, AsyncServlet.class)
                .setWebXML(Wars.webXml("", filter(ASYNC)));
    }

    @Deployment(name = "context-params", order = 2, testable = false)
    static WebArchive contextParams() {
        return Wars.withAuthFilter("context-params")
                .addClass(WhoServlet.class)
                .setWebXML(
                        Wars.webXml(
                                "",
                                contextParam("provider.backend.type", "credentials"),
                                contextParam(URLS.formatted("login"), "${it.unset:" + ISSUER.loginUrl() + "}"),
                                contextParam("path", "/${IT_ENDPOINTS}"),
                                "<session-config><cookie-config><http-only>false</http-only></cookie-config></session-config>"));
    }

    @Deployment(name = "annotations", order = 2, testable = false)
    static WebArchive annotations() {
        return Wars.withAuthFilter("annotations").addClasses(WhoServlet.class, TwoProviders.class);
    }

    @Deployment(name = "no-async", managed = false, testable = false)
    static WebArchive withoutAsync() {
        return Wars.withAuthFilter("no-async").addClass(AsyncServlet.class).setWebXML(Wars.webXml("", filter("")));
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @Test
    void init_params_of_a_declared_filter_configure_the_sign_in() {
        Browser browser = new Browser("init-params");

        browser.signIn("alice@example.org");

        assertThat(browser.page("/who").body()).startsWith("remoteUser=alice");
    }

    @Test
    void a_declared_filter_does_not_change_asynchronous_servlets() {
        Browser browser = new Browser("init-params");
        browser.signIn("alice@example.org");

        assertThat(browser.page("/async").body()).isEqualTo("later, to alice");
    }

    @Test
    void a_declared_filter_without_async_support_is_refused() {
        ServerLog log = new ServerLog();

        assertThatThrownBy(() -> deployer.deploy("no-async")).isInstanceOf(Exception.class);

        log.awaits(ASYNC);
    }

    @Test
    void context_params_configure_the_sign_in() {
        Browser browser = new Browser("context-params");

        signIn(browser, "backend");

        assertThat(browser.page("/who").body()).startsWith("remoteUser=alice");
    }

    @Test
    void an_application_may_let_its_scripts_read_the_session_cookie() {
        Browser browser = new Browser("context-params");

        assertThat(signIn(browser, "backend").headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("JSESSIONID="))
                .isNotEmpty()
                .noneSatisfy(cookie -> assertThat(cookie).containsIgnoringCase("HttpOnly"));
    }

    @Test
    void annotations_configure_two_providers() {
        for (String provider : new String[] {"staff", "customers"}) {
            Browser browser = new Browser("annotations");

            signIn(browser, provider);

            assertThat(browser.page("/who").body()).as(provider).startsWith("remoteUser=alice");
            assertThat(HttpResponses.json(browser.call("/account/session"))).containsEntry("provider", provider);
        }
    }

    @Test
    void the_sign_in_page_offers_both_providers() {
        assertThat(new Browser("annotations").page("/account/signin").body())
                .contains("action=\"/annotations/account/signin/staff\"")
                .contains("Sign in with staff")
                .contains("action=\"/annotations/account/signin/customers\"")
                .contains("Sign in with customers");
    }

    private static HttpResponse<String> signIn(Browser browser, String provider) {
        return browser.submit("/account/signin/" + provider, Map.of("email", "alice@example.org", "password", "right"));
    }

    private static String filter(String async) {
        return "<filter><filter-name>auth-filter</filter-name><filter-class>org.authfilter.AuthFilter</filter-class>"
                + async + initParam("provider.backend.type", "credentials")
                + initParam(URLS.formatted("login"), "${it.staff}/auth/login")
                + initParam(URLS.formatted("refresh"), "${it.staff}/auth/refreshToken") + "</filter>";
    }

    private static String initParam(String key, String value) {
        return "<init-param><param-name>" + key + "</param-name><param-value>" + value + "</param-value></init-param>";
    }

    private static String contextParam(String key, String value) {
        return "<context-param><param-name>auth-filter." + key + "</param-name><param-value>" + value
                + "</param-value></context-param>";
    }
}
