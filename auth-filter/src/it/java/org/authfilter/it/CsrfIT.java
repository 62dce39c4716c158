package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.testkit.FakeIssuer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that another site makes a browser send: each is refused, and nothing has happened. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class CsrfIT {

    private static final String APP = "forgery";
    private static final FakeIssuer ISSUER = FakeIssuer.start();
    private static final String CREDENTIALS = "{\"email\":\"alice@example.org\",\"password\":\"right\"}";
    private static final String FORM = "email=alice%40example.org&password=right";
    private static final String FOREIGN_TOKEN = "A".repeat(43);

    private final Browser alice = new Browser(APP);
    private String session = "";
    private String token = "";

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.signingInAt(ISSUER, APP).addClass(WhoServlet.class);
    }

    @BeforeEach
    void signIn() {
        alice.signIn("alice@example.org");
        session = alice.cookieHeader();
        token = HttpResponses.json(alice.call("/auth/csrf")).get("csrfToken").toString();
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    /** One request's headers a row, separated by {@code |}; {@code SELF} is our origin, {@code PORT} its port. */
    static Stream<String> withoutProof() {
        return Stream.of(
                "",
                "Referer: SELF/forgery/who",
                "Origin: https://evil.example",
                "Origin: http://evil.example:PORT",
                "Origin: null",
                "Origin: ",
                "Origin: NULL",
                "Origin: https://127.0.0.1:PORT",
                "Origin: http://127.0.0.1",
                "Origin: http://127.0.0.1:1",
                "Origin: http://localhost:PORT",
                "Origin: http://[::1]:PORT",
                "Origin: http://sub.127.0.0.1:PORT",
                "Origin: http://127.0.0.1.evil.example:PORT",
                "Origin: SELF.evil.example",
                "Origin: SELF0",
                "Origin: http://evil127.0.0.1:PORT",
                "Origin: SELF@evil.example",
                "Origin: http://evil.example@127.0.0.1:PORT",
                "Origin: http://127.0.0.1:PORT%00.evil.example",
                "Origin: SELF https://evil.example",
                "Origin: https://evil.example, SELF",
                "Origin: //127.0.0.1:PORT",
                "Origin: 127.0.0.1:PORT",
                "Origin: file://",
                "Origin: chrome-extension://abcdefghijklmnop",
                "Origin: data:SELF",
                "Origin: SELF|Origin: https://evil.example",
                "Origin: https://evil.example|Origin: SELF",
                "Origin: https://evil.example|X-Forwarded-Host: evil.example|X-Forwarded-Proto: https",
                "Origin: https://evil.example|Forwarded: host=evil.example;proto=https",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Site: none",
                "Sec-Fetch-Site: SAME-ORIGIN",
                "Sec-Fetch-Site: same-origin, cross-site",
                "Sec-Fetch-Site: ",
                "Sec-Fetch-Site: same-origin|Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: cross-site|Sec-Fetch-Site: same-origin",
                "Sec-Fetch-Site: cross-site|Origin: SELF",
                "Sec-Fetch-Site: same-site|Origin: SELF",
                "Sec-Fetch-Site: same-origin|Origin: https://evil.example",
                "Sec-Fetch-Site: same-origin|Origin: https://127.0.0.1:PORT",
                "X-CSRF-Token: FOREIGN",
                "X-CSRF-Token: FOREIGN|Cookie: auth-filter-csrf=TOKEN",
                "X-CSRF-Token: TOKEN",
                "X-CSRF-Token: TOKEN|Cookie: auth-filter-csrf=FOREIGN",
                "X-CSRF-Token: |Cookie: auth-filter-csrf=TOKEN",
                "X-CSRF-Token: |Cookie: auth-filter-csrf=",
                "X-CSRF-Token: short|Cookie: auth-filter-csrf=short",
                "Cookie: auth-filter-csrf=TOKEN",
                "X-CSRF-Token: TOKEN|Cookie: auth-filter-csrf=TOKEN|Origin: https://evil.example",
                "X-CSRF-Token: TOKEN|Cookie: auth-filter-csrf=TOKEN|Origin: null",
                "X-CSRF-Token: TOKEN|Cookie: auth-filter-csrf=TOKEN|Sec-Fetch-Site: cross-site",
                "X-CSRF-Token: TOKEN|Cookie: auth-filter-csrf=TOKEN|Sec-Fetch-Site: same-site");
    }

    /** {@code java.net.URI} knows no host with an underscore, and browsers send it. */
    @Test
    void a_page_of_a_host_with_an_underscore_signs_in_and_another_one_does_not() {
        String host = "my_shop:" + RawRequest.host().replaceAll(".*:", "");

        assertThat(signInAt(host, "http://" + host).status()).isEqualTo(200);
        assertThat(signInAt(host, "http://my_shop_evil" + host.substring("my_shop".length()))
                        .status())
                .isEqualTo(403);
        assertThat(signInAt(host, "http://my_shop").status()).isEqualTo(403);
    }

    private static RawRequest.Response signInAt(String host, String origin) {
        return RawRequest.line("POST /" + APP + "/auth/signin/backend HTTP/1.1")
                .with("Host", host)
                .with("Connection", "close")
                .with("Origin", origin)
                .body("application/json", CREDENTIALS)
                .send();
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @MethodSource("withoutProof")
    void a_cross_site_request_does_not_sign_in(String headers) {
        int logins = ISSUER.counters().logins();

        assertRefused(post("/auth/signin/backend", headers, "").body("application/json", CREDENTIALS));
        assertRefused(post("/auth/signin/backend", headers, "").body("text/plain", CREDENTIALS));
        assertRefusedPage(
                post("/auth/signin/backend", headers, "").navigating().body("application/x-www-form-urlencoded", FORM));

        assertThat(ISSUER.counters().logins()).isEqualTo(logins);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @MethodSource("withoutProof")
    void a_cross_site_request_does_not_sign_out(String headers) {
        int revocations = ISSUER.counters().revocations();

        assertRefused(post("/auth/signout", headers, session).body("application/json", "{}"));
        assertRefused(post("/auth/signout", headers, session));
        assertRefusedPage(
                post("/auth/signout", headers, session).navigating().body("application/x-www-form-urlencoded", ""));

        assertThat(ISSUER.counters().revocations()).isEqualTo(revocations);
        assertThat(alice.call("/who").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @MethodSource("withoutProof")
    void a_cross_site_request_does_not_refresh(String headers) {
        int refreshes = ISSUER.counters().refreshes();

        assertRefused(post("/auth/session", headers, session).body("application/json", "{}"));
        assertRefused(post("/auth/session", headers, session));

        assertThat(ISSUER.counters().refreshes()).isEqualTo(refreshes);
    }

    @Test
    void the_same_origin_or_the_clients_own_token_is_a_proof() {
        for (String headers : List.of(
                "Origin: SELF",
                "Sec-Fetch-Site: same-origin",
                "Sec-Fetch-Site: same-origin|Origin: SELF",
                "X-CSRF-Token: TOKEN|Cookie: auth-filter-csrf=TOKEN")) {
            RawRequest.Response response = post("/auth/session", headers, session)
                    .body("application/json", "{}")
                    .send();
            assertThat(response.status()).as(headers).isEqualTo(200);
        }
    }

    private RawRequest post(String path, String headers, String cookie) {
        RawRequest request = RawRequest.of("POST", "/" + APP + path);
        String said = headers.replace("SELF", "http://" + RawRequest.host())
                .replace("PORT", RawRequest.host().replaceFirst(".*:", ""))
                .replace("FOREIGN", FOREIGN_TOKEN)
                .replace("TOKEN", token);
        String cookies = cookie;
        for (String header : Arrays.stream(said.split("\\|", -1))
                .filter(line -> !line.isEmpty())
                .toList()) {
            String[] parts = header.split(": ?", 2);
            if (parts[0].equals("Cookie")) {
                cookies = cookie.isEmpty() ? parts[1] : cookie + "; " + parts[1];
            } else {
                request.with(parts[0], parts[1]);
            }
        }
        return cookies.isEmpty() ? request : request.with("Cookie", cookies);
    }

    private static void assertRefused(RawRequest request) {
        RawRequest.Response response = request.send();
        assertThat(response.status()).as(response.body()).isEqualTo(403);
        assertThat(response.header("Content-Type")).startsWith("application/problem+json");
        assertThat(response.body()).contains("\"error\":\"InvalidCsrf\"");
        assertThat(response.all("Set-Cookie")).isEmpty();
    }

    private static void assertRefusedPage(RawRequest request) {
        RawRequest.Response response = request.send();
        assertThat(response.status()).as(response.body()).isEqualTo(403);
        assertThat(response.header("Content-Type")).startsWith("text/html");
        assertThat(response.all("Set-Cookie")).isEmpty();
    }
}
