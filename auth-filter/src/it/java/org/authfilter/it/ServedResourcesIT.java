package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.authfilter.it.app.FilesServlet;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One resource under several paths, of which a pattern names one: views of Faces, and files that a servlet serves. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class ServedResourcesIT {

    private static final String APP = "served";
    private static final String SECRET = "only-for-signed-in-callers";
    private static final FakeIssuer ISSUER = FakeIssuer.start();

    /** Without a mapping of its own, FacesServlet gets /faces/*, *.jsf, *.faces and *.xhtml. */
    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.signingInAt(ISSUER, APP, "auth-filter.protected-paths=/admin/*")
                .addClass(FilesServlet.class)
                .addAsWebInfResource(new StringAsset("""
                        <?xml version="1.0" encoding="UTF-8"?>
                        <faces-config xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0"/>
                        """), "faces-config.xml")
                .addAsWebInfResource(Wars.beansXml("annotated"), "beans.xml")
                .addAsWebResource(view(SECRET), "admin/del.xhtml")
                .addAsWebResource(new StringAsset(SECRET), "admin/secret.txt")
                .addAsWebResource(view("for all"), "index.xhtml")
                .addAsWebResource(new StringAsset("for all"), "logo.txt");
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    private static StringAsset view(String text) {
        return new StringAsset(
                "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body><p>#{'" + text + "'}</p></body></html>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/del.xhtml",
                "/faces/admin/del.xhtml",
                "/admin/del.jsf",
                "/admin/del.faces",
                "/files/admin/secret.txt",
                "/files/admin/del.xhtml",
                "/admin/secret.txt",
            })
    void a_protected_resource_needs_a_sign_in_under_each_of_its_paths(String path) {
        Browser anonymous = new Browser(APP);

        HttpResponses.assertSentToSignIn(anonymous.page(path), APP, path, "SessionRequired");
        HttpResponses.assertProblem(anonymous.call(path), 401, "SessionRequired");

        Browser alice = new Browser(APP);
        alice.signIn("alice@example.org");
        HttpResponse<String> response = alice.page(path);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/faces/faces/admin/del.xhtml",
                "/faces//admin/del.xhtml",
                "/faces/./admin/del.xhtml",
                "/faces/x/../admin/del.xhtml",
                "/faces/admin;v=1/del.xhtml",
                "/faces/admin/del.jsf",
                "/faces/%61dmin/del.xhtml",
                "/files//admin/secret.txt",
                "/files/./admin/secret.txt",
                "/files/x/../admin/secret.txt",
                "/files/admin/../admin/secret.txt",
                "/files/%61dmin/secret.txt",
                "/files/admin;v=1/secret.txt",
                "/files/admin/secret.txt;v=1",
                "/files/..%2fadmin/secret.txt",
                "/files/../admin/secret.txt",
            })
    void no_other_spelling_reaches_a_protected_resource(String path) {
        RawRequest.Response response = RawRequest.of("GET", "/" + APP + path).send();

        assertThat(response.body()).doesNotContain(SECRET);
        assertThat(response.status()).isBetween(400, 499);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/index.xhtml", "/faces/index.xhtml", "/index.jsf", "/files/logo.txt", "/logo.txt"})
    void a_public_resource_needs_none(String path) {
        HttpResponse<String> response = new Browser(APP).page(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("for all");
    }
}
