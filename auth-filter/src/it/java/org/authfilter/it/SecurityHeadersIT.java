package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.FakeOpenIdProvider;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The headers of each response of ours, at a site that browsers reach by https; and no other filter writes one. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class SecurityHeadersIT {

    private static final String APP = "headers";
    private static final FakeIssuer ISSUER = FakeIssuer.start();
    private static final FakeOpenIdProvider IDP = FakeOpenIdProvider.start(Clock.systemUTC());
    private static final String FORM = "application/x-www-form-urlencoded";

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.signingInAt(
                        ISSUER,
                        APP,
                        "auth-filter.base-url=https://shop.example/headers",
                        "auth-filter.public-paths=/public/*",
                        "auth-filter.provider.idp.type=oidc",
                        "auth-filter.provider.idp.issuer=" + IDP.issuer(),
                        "auth-filter.provider.idp.client-id=" + FakeOpenIdProvider.CLIENT_ID,
                        "auth-filter.provider.idp.client-auth=client_secret_post",
                        "auth-filter.provider.idp.client-secret=any")
                .addClass(WhoServlet.class);
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
        IDP.close();
    }

    @ParameterizedTest(name = "{0} {1}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /auth/signin                       |                                   | 200",
                "GET    | /auth/signin?error=SessionRequired |                                   | 200",
                "HEAD   | /auth/signin                       |                                   | 200",
                "GET    | /auth/signout                      |                                   | 200",
                "GET    | /auth/session                      |                                   | 200",
                "GET    | /auth/csrf                         |                                   | 200",
                "GET    | /auth/providers                    |                                   | 200",
                "GET    | /auth/nothing                      |                                   | 404",
                "GET    | /auth                              |                                   | 404",
                "DELETE | /auth/session                      |                                   | 405",
                "GET    | /auth/signin/backend               |                                   | 405",
                "GET    | /public/..;/who                    |                                   | 400",
                "GET    | /who%2f                            |                                   | 400",
                "GET    | /who                               |                                   | 401",
                "GET    | /nothing                           |                                   | 401",
                "POST   | /auth/signin/backend               | email=a&password=right            | 200",
                "POST   | /auth/signin/backend               | email=headers@x.y&password=wrong  | 401",
                "POST   | /auth/signin/idp                   | callbackUrl=x                     | 200",
                "POST   | /auth/signout                      | callbackUrl=x                     | 200",
                "POST   | /auth/session                      | a=b                               | 200",
                "GET    | /auth/signin/idp                   |                                   | 200",
                "GET    | /auth/callback/idp?code=x&state=y  |                                   | 303",
                "GET    | /auth/signout/continue             |                                   | 303",
                "GET    | /auth/signout/callback             |                                   | 303",
                "POST   | /auth/backchannel-logout/idp       | logout_token=x                    | 400",
                "GET    | /auth/frontchannel-logout/idp      |                                   | 400",
                "GET    | /auth/frontchannel-logout/idp?sid=x|                                   | 200",
            })
    void every_response_of_ours_has_no_store_and_nosniff(String method, String path, String form, int status) {
        RawRequest.Response call = send(method, path, form, false);
        assertThat(call.status()).as(call.body()).isEqualTo(status);
        assertNeverStoredNorSniffed(call);

        assertNeverStoredNorSniffed(send(method, path, form, true));
    }

    private static RawRequest.Response send(String method, String path, String form, boolean navigates) {
        RawRequest request = RawRequest.of(method, "/" + APP + path);
        if (navigates) {
            request.navigating();
        }
        return form == null
                ? request.send()
                : request.fromHere().body(FORM, form).send();
    }

    private static void assertNeverStoredNorSniffed(RawRequest.Response response) {
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        String type = response.header("Content-Type");
        if (!type.isEmpty()) {
            assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(type.toLowerCase(Locale.ROOT)).contains("charset=utf-8");
        }
        if (type.startsWith("text/html")) {
            assertThat(response.header("Content-Security-Policy"))
                    .contains("default-src 'none'", "frame-ancestors ")
                    .doesNotContain("unsafe", "*", "data:");
            assertThat(response.header("Referrer-Policy")).isIn("same-origin", "no-referrer");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/auth/signin, true",
        "/auth/signin?error=InvalidCsrf, true",
        "/auth/nothing, true",
        "/who%2f, true",
        "/auth/signout, false",
    })
    void a_page_of_ours_allows_no_frame_no_script_and_forms_to_this_site_only(String path, boolean postsHereOnly) {
        RawRequest.Response page = send("GET", path, null, true);

        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; style-src 'sha256-")
                .contains("; base-uri 'none'; frame-ancestors 'none'")
                .doesNotContain("script");
        assertThat(page.header("Content-Security-Policy").contains("; form-action 'self'"))
                .isEqualTo(postsHereOnly);
        assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(page.body()).doesNotContain("<script", "style=", " on", "http:", "//shop");
    }

    @ParameterizedTest
    @CsvSource({"/auth/client.js, text/javascript", "/auth/client.d.ts, text/plain"})
    void a_response_that_a_browser_may_store_is_revalidated_each_time(String path, String type) {
        RawRequest.Response response = send("GET", path, null, false);

        assertThat(response.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(response.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.header("Content-Type")).startsWith(type);
    }

    @Test
    void the_session_cookie_is_SameSite_and_HttpOnly() {
        for (RawRequest.Response response : List.of(
                send("POST", "/auth/signin/backend", "email=a&password=right", false),
                send("POST", "/auth/signin/backend", "email=a&password=right", true))) {
            assertCookie(response, "JSESSIONID=", "samesite=lax", "path=/headers");
        }
    }

    @Test
    void the_cookie_of_a_sign_in_at_a_provider_is_SameSite_and_HttpOnly() {
        assertCookie(
                send("GET", "/auth/signin/idp", null, true), "__Host-auth-filter-signin-", "samesite=lax", "path=/");
    }

    @Test
    void the_cookie_with_the_key_of_the_session_is_SameSite_and_HttpOnly() {
        assertCookie(
                send("POST", "/auth/signin/backend", "email=a&password=right", true),
                "auth-filter-key=",
                "samesite=lax",
                "path=/headers");
    }

    @Test
    void the_CSRF_cookie_is_SameSite_and_HttpOnly() {
        assertCookie(send("GET", "/auth/csrf", null, false), "auth-filter-csrf=", "samesite=strict", "path=/headers/");
    }

    @Test
    void the_sign_out_cookie_is_SameSite_and_HttpOnly() {
        RawRequest.Response start = send("GET", "/auth/signin/idp", null, true);
        URI back = URI.create(IDP.authorize(start.header("Location")));
        RawRequest.Response signedIn = RawRequest.of("GET", back.getRawPath() + "?" + back.getRawQuery())
                .navigating()
                .with("Cookie", cookie(start))
                .send();
        RawRequest.Response signedOut = RawRequest.of("POST", "/headers/auth/signout")
                .navigating()
                .fromHere()
                .with("Cookie", cookie(signedIn))
                .body(FORM, "")
                .send();

        assertThat(signedOut.header("Location")).startsWith(IDP.issuer() + "/end_session?");
        assertCookie(signedOut, "auth-filter-signout=", "samesite=lax", "path=/headers/auth/signout");
    }

    private static String cookie(RawRequest.Response response) {
        return response.all("Set-Cookie").stream()
                .map(cookie -> cookie.replaceFirst(";.*", ""))
                .collect(Collectors.joining("; "));
    }

    private static void assertCookie(RawRequest.Response response, String name, String... attributes) {
        List<String> cookies = response.all("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name))
                .toList();
        assertThat(cookies).as(response.toString()).isNotEmpty();
        assertThat(cookies)
                .allSatisfy(cookie -> assertThat(Stream.of(cookie.split(";", -1))
                                .map(part -> part.strip().toLowerCase(Locale.ROOT)))
                        .contains("httponly", "secure")
                        .contains(attributes)
                        .noneMatch(part -> part.startsWith("domain=")));
    }

    /** Where a stranger's text may get into an response. */
    enum Field {
        CALLBACK_OF_SIGN_IN_PAGE("GET", "/auth/signin?callbackUrl=%s"),
        ERROR_OF_SIGN_IN_PAGE("GET", "/auth/signin?error=%s"),
        LOGIN_FIELD_OF_SIGN_IN_PAGE("GET", "/auth/signin?email=%s"),
        CALLBACK_OF_SIGN_OUT_PAGE("GET", "/auth/signout?callbackUrl=%s"),
        STATE_OF_SIGN_OUT("GET", "/auth/signout/callback?state=%s"),
        PROTECTED_PATH("GET", "/who/%s"),
        PROTECTED_QUERY("GET", "/who?%s"),
        PATH_OF_OURS("GET", "/auth/%s"),
        PROVIDER("GET", "/auth/signin/%s"),
        CALLBACK_AT_PROVIDER("GET", "/auth/signin/idp?callbackUrl=%s"),
        LOGIN_HINT("GET", "/auth/signin/idp?login_hint=%s"),
        PROMPT("GET", "/auth/signin/idp?prompt=%s"),
        CODE("GET", "/auth/callback/idp?state=x&code=%s"),
        STATE("GET", "/auth/callback/idp?state=%s"),
        ERROR_OF_PROVIDER("GET", "/auth/callback/idp?state=x&error=%s"),
        ISSUER_OF_LOGOUT("GET", "/auth/frontchannel-logout/idp?sid=x&iss=%s"),
        SESSION_OF_LOGOUT("GET", "/auth/frontchannel-logout/idp?sid=%s"),
        CALLBACK_OF_FORM("POST", "email=a&password=right&callbackUrl=%s"),
        CALLBACK_OF_FAILED_FORM("POST", "email=%s&password=wrong&callbackUrl=%s"),
        NAME("POST", "email=%s&password=right"),
        CSRF_TOKEN("POST", "email=a&password=right&csrfToken=%s");

        private final String method;
        private final String template;

        Field(String method, String template) {
            this.method = method;
            this.template = template;
        }

        RawRequest.Response send(String value) {
            String filled = template.replace("%s", value);
            return method.equals("GET")
                    ? SecurityHeadersIT.send("GET", filled, null, true)
                    : SecurityHeadersIT.send("POST", "/auth/signin/backend", filled, true);
        }
    }

    @ParameterizedTest
    @EnumSource(Field.class)
    void an_input_of_a_request_writes_no_header(Field field) {
        List<String> wrong = new ArrayList<>();
        for (String value : lineBreaks()) {
            RawRequest.Response response = field.send(value);
            boolean isInjected = response.headers().stream()
                    .anyMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("x-injected")
                            || line.indexOf('\n') >= 0
                            || line.indexOf('\r') >= 0);
            if (isInjected || response.status() >= 500) {
                wrong.add(value + " -> " + response.status());
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static List<String> lineBreaks() {
        List<String> values = new ArrayList<>(List.of(
                "%0d%0aX-Injected:%201",
                "%0D%0AX-Injected:%201",
                "%0aX-Injected:%201",
                "%0dX-Injected:%201",
                "%250d%250aX-Injected:%201",
                "%25250d%25250aX-Injected:%201",
                "%5cr%5cnX-Injected:%201",
                "%00%0d%0aX-Injected:%201",
                "%09%0d%0aX-Injected:%201",
                "%c0%8d%c0%8aX-Injected:%201",
                "%u000d%u000aX-Injected:%201",
                "%26%2313;%26%2310;X-Injected:%201",
                "%0d%0a%0d%0a%3Chtml%3E",
                "x%22;%20X-Injected=%22"));
        for (String text : List.of(
                "\u560d\u560aX-Injected: 1",
                "\u010d\u010aX-Injected: 1",
                "\u0d0d\u0a0aX-Injected: 1",
                "\u2028X-Injected: 1",
                "\u2029X-Injected: 1",
                "\u0085X-Injected: 1",
                "\u000b\u000cX-Injected: 1")) {
            values.add(URLEncoder.encode(text, StandardCharsets.UTF_8));
            values.add(URLEncoder.encode("/headers/" + text, StandardCharsets.UTF_8));
        }
        values.add("%2Fheaders%2F%0d%0aX-Injected:%201");
        return values;
    }

    @Test
    void a_header_of_the_request_writes_no_header_of_the_response() {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, String> header : Map.of(
                        "Referer", "https://shop.example/headers/\u560d\u560aX-Injected: 1",
                        "Origin", "https://shop.example\rX-Injected: 1",
                        "Cookie",
                                "auth-filter-csrf=" + "\u010d\u010a".repeat(22)
                                        + "; auth-filter-signout=x.DQpYLUluamVjdGVkOiAx",
                        "X-CSRF-Token", "\u560d\u560aX-Injected: 1",
                        "Accept", "text/html\rX-Injected: 1",
                        "X-Forwarded-Host", "evil.example\rX-Injected: 1")
                .entrySet()) {
            for (String path : List.of("/who", "/auth/signin", "/auth/csrf", "/auth/signout/callback?state=x")) {
                RawRequest.Response response = RawRequest.of(path.equals("/who") ? "POST" : "GET", "/" + APP + path)
                        .navigating()
                        .with(header.getKey(), header.getValue())
                        .send();
                if (response.status() >= 500
                        || response.headers().stream().anyMatch(line -> line.startsWith("X-Injected"))) {
                    wrong.add(header.getKey() + " to " + path + " -> " + response.status());
                }
            }
        }

        assertThat(wrong).isEmpty();
    }
}
