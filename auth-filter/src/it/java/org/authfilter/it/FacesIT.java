package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Jakarta Faces pages, and one of them as the application's own sign-in page. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class FacesIT {

    private static final String APP = "faces";
    private static final Pattern VIEW_STATE =
            Pattern.compile("name=\"jakarta\\.faces\\.ViewState\"[^>]* value=\"([^\"]*)\"");
    private static final Pattern HIDDEN_CALLBACK_URL = Pattern.compile("name=\"callbackUrl\" value=\"([^\"]*)\"");
    private static final FakeIssuer ISSUER = FakeIssuer.start();

    private final Browser alice = new Browser(APP);
    private final Browser anonymous = new Browser(APP);

    @Deployment(testable = false)
    static WebArchive faces() {
        return Wars.old(ISSUER, APP);
    }

    @BeforeEach
    void signIn() {
        alice.signIn("alice@example.org");
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    @Test
    void Faces_has_the_caller() {
        assertThat(ok(alice.page("/greeting.xhtml"))).contains("caller=alice user=true admin=false request=alice");
    }

    @Test
    void a_postback_reaches_the_application() {
        Map<String, String> fields = fieldsOf(ok(alice.page("/greeting.xhtml")), "greet");

        assertThat(ok(alice.submit("/greeting.xhtml", fields))).contains("hello alice");
    }

    @Test
    void a_partial_request_reaches_the_application() {
        Map<String, String> fields = partial(fieldsOf(ok(alice.page("/greeting.xhtml")), "greet"));

        assertThat(ok(alice.submitPartially("/greeting.xhtml", fields)))
                .contains("<partial-response", "<update id=\"greeting\">", "hello alice");
    }

    @Test
    void a_partial_request_after_the_end_of_the_session_makes_Faces_open_the_sign_in_page() {
        Map<String, String> fields = partial(fieldsOf(ok(alice.page("/greeting.xhtml")), "greet"));
        alice.post("/auth/signout", "{}");

        assertThat(ok(alice.submitPartially("/greeting.xhtml", fields)))
                .contains("<partial-response><redirect url=\"/faces/login.xhtml?callbackUrl=%2Ffaces%2Fgreeting.xhtml")
                .doesNotContain("hello");
    }

    @Test
    void an_action_signs_out_by_request_logout() throws InterruptedException {
        Map<String, String> fields = fieldsOf(ok(alice.page("/greeting.xhtml")), "leave");
        int revocations = ISSUER.counters().revocations();

        HttpResponse<String> response = alice.submit("/greeting.xhtml", fields);

        assertThat(response.statusCode()).as(HttpResponses.describe(response)).isEqualTo(302);
        ISSUER.counters().awaitRevocations(revocations + 1);
        assertThat(ISSUER.counters().revocations()).isEqualTo(revocations + 1);
        HttpResponses.assertProblem(alice.call("/greeting.xhtml"), 401, "SessionRequired");
    }

    @Test
    void a_protected_page_redirects_to_the_applications_sign_in_page_and_back() {
        HttpResponse<String> refused = anonymous.page("/greeting.xhtml?tab=2");
        String signInPage = ok(follow(anonymous, refused));

        assertThat(signInPage)
                .contains("Our own sign-in", "error=SessionRequired", "action=\"/faces/auth/signin/backend\"");
        HttpResponse<String> signedIn = anonymous.submit("/auth/signin/backend", credentials("right", signInPage));
        HttpResponses.assertSentTo(signedIn, APP, "/greeting.xhtml");
        assertThat(HttpResponses.header(signedIn, "Location")).endsWith("?tab=2");
        assertThat(ok(follow(anonymous, signedIn))).contains("caller=alice");
    }

    @Test
    void a_wrong_password_redirects_to_the_applications_sign_in_page_with_the_error() {
        String signInPage = ok(follow(anonymous, anonymous.page("/greeting.xhtml")));

        HttpResponse<String> refused = anonymous.submit("/auth/signin/backend", credentials("wrong", signInPage));

        String again = ok(follow(anonymous, refused));
        assertThat(again).contains("Our own sign-in", "error=CredentialsSignin");
        assertThat(credentials("right", again)).containsEntry("callbackUrl", "/faces/greeting.xhtml");
    }

    @Test
    void the_built_in_sign_in_URL_redirects_to_the_applications_page() {
        HttpResponse<String> response = anonymous.page("/auth/signin?callbackUrl=%2Ffaces%2Fwho");

        HttpResponses.assertSentTo(response, APP, "/login.xhtml");
        assertThat(HttpResponses.header(response, "Location")).contains("callbackUrl=%2Ffaces%2Fwho");
    }

    private static Map<String, String> fieldsOf(String page, String button) {
        Map<String, String> fields = new HashMap<>();
        fields.put("form", "form");
        fields.put("word", "hello");
        fields.put(button, button);
        fields.put("jakarta.faces.ViewState", find(VIEW_STATE, page));
        return fields;
    }

    private static Map<String, String> partial(Map<String, String> fields) {
        fields.put("jakarta.faces.partial.ajax", "true");
        fields.put("jakarta.faces.source", "greet");
        fields.put("jakarta.faces.partial.execute", "form");
        fields.put("jakarta.faces.partial.render", "greeting");
        return fields;
    }

    private static Map<String, String> credentials(String password, String signInPage) {
        return Map.of(
                "email",
                "alice@example.org",
                "password",
                password,
                "callbackUrl",
                find(HIDDEN_CALLBACK_URL, signInPage).replace("&amp;", "&"));
    }

    private static HttpResponse<String> follow(Browser browser, HttpResponse<String> redirect) {
        assertThat(redirect.statusCode()).as(HttpResponses.describe(redirect)).isEqualTo(303);
        URI target = URI.create(HttpResponses.header(redirect, "Location"));
        String query = target.getRawQuery();
        return browser.page(target.getRawPath().substring(("/" + APP).length()) + (query == null ? "" : "?" + query));
    }

    private static String find(Pattern pattern, String page) {
        Matcher found = pattern.matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group(1);
    }

    private static String ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(HttpResponses.describe(response)).isEqualTo(200);
        return response.body();
    }
}
