package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.authfilter.it.app.RestApplication;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.it.attacked.GateServlet;
import org.authfilter.it.attacked.SecretResource;
import org.authfilter.it.attacked.SecretServlet;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A secret of each kind that a server serves: no request reads it without a session, however its path is spelt. In the WAR
 * {@code closed} all is protected but a few paths, in the WAR {@code open} a few paths only.
 */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class PathConfusionIT {

    private static final FakeIssuer ISSUER = FakeIssuer.start();
    private static final List<String> WARS = List.of("closed", "open");

    /** By its extension, so also below {@code /public/*}, where it is public in {@code closed}. */
    private static final String SERVED_EVERYWHERE = "/x.secret";

    private static final List<String> KINDS = List.of(
            "/secret", "/secrets/x", SERVED_EVERYWHERE, "/files/secret.html", "/members/", "/page.jsp", "/rest/secret");

    @Deployment(name = "closed", order = 1, testable = false)
    static WebArchive closed() {
        return war("closed", "auth-filter.public-paths=/public/*,*.css");
    }

    @Deployment(name = "open", order = 2, testable = false)
    static WebArchive open() {
        return war(
                "open",
                "auth-filter.public-paths=*.css",
                "auth-filter.protected-paths=/who,/secret,/secrets/*,*.secret,/files/*,/members/index.html,/page.jsp,"
                        + "/rest/secret");
    }

    @Deployment(name = "roles", order = 3, testable = false)
    static WebArchive roles() {
        return war(
                "roles",
                "auth-filter.container-identity=off",
                "auth-filter.public-paths=*.css",
                "auth-filter.protected-paths=/who",
                "auth-filter.required-roles=/secret=admin,/secrets/*=admin|auditor,*.secret=admin,/files/*=admin,"
                        + "/members/index.html=admin,/page.jsp=admin,/rest/secret=admin");
    }

    private static WebArchive war(String name, String... lines) {
        StringAsset page = new StringAsset("<!DOCTYPE html><title>" + SecretServlet.SECRET + "</title>");
        return Wars.signingInAt(ISSUER, name, lines)
                .addClasses(SecretServlet.class, SecretResource.class, RestApplication.class)
                .addClasses(WhoServlet.class, GateServlet.class)
                .setWebXML(Wars.webXml("", """
                        <welcome-file-list><welcome-file>index.html</welcome-file></welcome-file-list>
                        <error-page><error-code>410</error-code><location>/who</location></error-page>
                        """))
                .addAsWebResource(page, "files/secret.html")
                .addAsWebResource(page, "members/index.html")
                .addAsWebResource(page, "page.jsp");
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    static Stream<String[]> secrets() {
        return WARS.stream()
                .flatMap(war -> KINDS.stream()
                        .filter(kind -> war.equals("open") || !kind.equals(SERVED_EVERYWHERE))
                        .map(kind -> new String[] {war, kind}));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("secrets")
    void no_spelling_of_a_path_reaches_its_secret(String war, String path) {
        List<String> targets = PathSpellings.of("/" + war, path);

        List<String> wrong = new ArrayList<>();
        for (String target : targets) {
            collectFailure("GET " + target, RawRequest.of("GET", target).send(), wrong);
            collectFailure(
                    "navigation to " + target,
                    RawRequest.of("GET", target).navigating().send(),
                    wrong);
        }

        assertThat(targets).hasSizeGreaterThan(150);
        assertThat(wrong).isEmpty();
    }

    static Stream<String> kinds() {
        return KINDS.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void no_spelling_of_a_path_reaches_its_secret_without_the_required_role(String path) {
        Browser alice = new Browser("roles");
        ISSUER.roles("user");
        alice.signIn("alice@example.org");
        List<String> wrong = new ArrayList<>();
        for (String target : PathSpellings.of("/roles", path)) {
            RawRequest request = RawRequest.of("GET", target).with("Cookie", alice.cookieHeader());
            collectFailure("GET " + target, request.send(), wrong);
        }

        assertThat(wrong).isEmpty();
        assertThat(alice.page("/who").body()).startsWith("remoteUser=alice");
        assertThat(alice.page(path).statusCode()).isEqualTo(403);
        HttpResponses.assertProblem(alice.call(path), 403, "AccessDenied");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void a_signed_in_user_with_the_required_role_reads_the_secret(String path) {
        Browser bob = new Browser("roles");
        ISSUER.roles("admin");
        bob.signIn("bob@example.org");

        assertThat(bob.page(path).body()).contains(SecretServlet.SECRET);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("secrets")
    void no_method_reaches_a_secret(String war, String path) {
        List<String> wrong = new ArrayList<>();
        for (String method : List.of(
                "GET",
                "HEAD",
                "POST",
                "PUT",
                "DELETE",
                "PATCH",
                "OPTIONS",
                "TRACE",
                "PROPFIND",
                "FOO",
                "get",
                "Get",
                "GET\t",
                "",
                "G\u00c9T")) {
            collectFailure(method, RawRequest.of(method, "/" + war + path).send(), wrong);
            collectFailure(
                    "preflight by " + method,
                    RawRequest.of(method, "/" + war + path)
                            .with("Origin", "https://evil.example")
                            .with("Access-Control-Request-Method", "GET")
                            .send(),
                    wrong);
        }

        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("secrets")
    void no_header_reaches_a_secret(String war, String path) {
        List<String> wrong = new ArrayList<>();
        for (String name : List.of(
                "X-Original-URL",
                "X-Rewrite-URL",
                "X-Forwarded-Uri",
                "X-Forwarded-Path",
                "X-Forwarded-Prefix",
                "X-Override-URL",
                "Destination")) {
            collectFailure(
                    name,
                    RawRequest.of("GET", "/" + war + "/public/x")
                            .with(name, "/" + war + path)
                            .send(),
                    wrong);
            collectFailure(
                    name + " hiding",
                    RawRequest.of("GET", "/" + war + path)
                            .with(name, "/" + war + "/public/x")
                            .send(),
                    wrong);
        }
        for (String name : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
            collectFailure(
                    name,
                    RawRequest.of("OPTIONS", "/" + war + path)
                            .with("Access-Control-Request-Method", "GET")
                            .with(name, "GET")
                            .send(),
                    wrong);
        }
        collectFailure(
                "HTTP/1.0", RawRequest.line("GET /" + war + path + " HTTP/1.0").send(), wrong);
        collectFailure(
                "HTTP/1.0 navigation",
                RawRequest.line("GET /" + war + path + " HTTP/1.0").navigating().send(),
                wrong);
        collectFailure("HTTP/0.9", RawRequest.line("GET /" + war + path).sendAndClose(), wrong);
        for (String host :
                List.of("", "evil.example", "evil.example:99999", "evil.example:x", "[::1", "a b", "@", "/")) {
            collectFailure(
                    "Host: " + host,
                    RawRequest.line("GET /" + war + path + " HTTP/1.1")
                            .with("Host", host)
                            .with("Connection", "close")
                            .navigating()
                            .send(),
                    wrong);
        }

        assertThat(wrong).isEmpty();
    }

    private static void collectFailure(String what, RawRequest.Response response, List<String> wrong) {
        if (response.status() == 500 || response.body().contains(SecretServlet.SECRET)) {
            wrong.add(what + " -> " + response.status());
        }
    }

    @Test
    void requests_to_the_server_itself_reach_no_secret() {
        List<String> wrong = new ArrayList<>();
        for (String method : List.of("OPTIONS", "GET", "TRACE")) {
            collectFailure(method + " *", RawRequest.of(method, "*").send(), wrong);
        }

        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("secrets")
    void a_signed_in_user_reads_the_secret(String war, String path) {
        Browser alice = new Browser(war);
        alice.signIn("alice@example.org");

        assertThat(alice.page(path).body()).contains(SecretServlet.SECRET);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"closed", "open"})
    void a_public_path_needs_no_user(String war) {
        assertThat(new Browser(war).page("/public/who").body()).startsWith("remoteUser=null");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"forward", "include", "async", "error"})
    void a_dispatch_of_the_application_reaches_a_secret_without_a_caller(String how) {
        assertThat(new Browser("closed").call("/public/gate/" + how).body()).startsWith("remoteUser=null");
        assertThat(new Browser("open").call("/public/gate/" + how).body()).startsWith("remoteUser=null");
    }
}
