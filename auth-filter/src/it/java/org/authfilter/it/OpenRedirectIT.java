package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.authfilter.it.app.UnlimitedSignIns;
import org.authfilter.it.app.WhoServlet;
import org.authfilter.spi.SignInThrottle;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.ForeignAddresses;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jose4j.json.JsonUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever {@code callbackUrl} says, by whatever way it comes: a browser is never sent out of the application. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class OpenRedirectIT {

    private static final String APP = "redirects";
    private static final String ROOT = "/" + APP + "/";
    private static final FakeIssuer ISSUER = FakeIssuer.start();

    private final Browser alice = new Browser(APP);
    private String session = "";

    @Deployment(testable = false)
    static WebArchive war() {
        return Wars.signingInAt(ISSUER, APP)
                .addClasses(WhoServlet.class, UnlimitedSignIns.class)
                .addAsResource(
                        Wars.lines(UnlimitedSignIns.class.getName()),
                        "META-INF/services/" + SignInThrottle.class.getName());
    }

    @BeforeEach
    void signIn() {
        alice.signIn("alice@example.org");
        session = alice.cookieHeader();
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    /** How an address gets here. */
    enum Way {
        FORM_OF_SIGN_IN {
            @Override
            RawRequest request(String address, String session) {
                return form("/auth/signin/backend", "email=alice&password=right&callbackUrl=" + encode(address));
            }
        },
        JSON_OF_SIGN_IN {
            @Override
            RawRequest request(String address, String session) {
                return json(
                        "/auth/signin/backend", Map.of("email", "alice", "password", "right", "callbackUrl", address));
            }
        },
        FORM_OF_SIGN_OUT {
            @Override
            RawRequest request(String address, String session) {
                return form("/auth/signout", "callbackUrl=" + encode(address));
            }
        },
        JSON_OF_SIGN_OUT {
            @Override
            RawRequest request(String address, String session) {
                return json("/auth/signout", Map.of("callbackUrl", address));
            }
        },
        QUERY_OF_SIGN_IN {
            @Override
            RawRequest request(String address, String session) {
                return page("/auth/signin?callbackUrl=" + encode(address)).with("Cookie", session);
            }
        },
        QUERY_OF_SIGN_IN_TWICE {
            @Override
            RawRequest request(String address, String session) {
                String twice = "callbackUrl=" + encode(address) + "&callbackUrl=" + encode(address);
                return page("/auth/signin?" + twice).with("Cookie", session);
            }
        },
        PLANTED_COOKIE_OF_SIGN_OUT {
            @Override
            RawRequest request(String address, String session) {
                String planted = Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(address.getBytes(StandardCharsets.UTF_8));
                return page("/auth/signout/callback?state=x").with("Cookie", "auth-filter-signout=x." + planted);
            }
        };

        abstract RawRequest request(String address, String session);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void a_callback_url_that_may_lead_elsewhere_counts_as_absent(Way way) {
        List<String> wrong = new ArrayList<>();
        for (String address : addresses()) {
            RawRequest.Response response = way.request(address, session).send();
            String target = response.status() == 200 ? response.body() : response.header("Location");
            String expected = response.status() == 200 ? "{\"url\":\"" + ROOT + "\"}" : ROOT;
            if (!target.equals(expected)) {
                wrong.add(printable(address) + " -> " + response.status() + " " + target);
            }
        }

        assertThat(addresses()).hasSizeGreaterThan(100);
        assertThat(wrong).isEmpty();
    }

    @Test
    void a_refused_sign_in_drops_a_foreign_callback_url() {
        List<String> wrong = new ArrayList<>();
        int attempt = 0;
        for (String address : addresses()) {
            String fields = "email=unknown" + attempt++ + "&password=wrong&callbackUrl=" + encode(address);
            RawRequest.Response response = form("/auth/signin/backend", fields).send();
            if (!response.header("Location").equals(ROOT + "auth/signin?error=CredentialsSignin")) {
                wrong.add(printable(address) + " -> " + response.header("Location"));
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void our_pages_do_not_contain_a_foreign_callback_url() {
        List<String> wrong = new ArrayList<>();
        for (String address : addresses()) {
            String signIn =
                    page("/auth/signin?callbackUrl=" + encode(address)).send().body();
            String signOut =
                    page("/auth/signout?callbackUrl=" + encode(address)).send().body();
            boolean isHeld =
                    signIn.contains("callbackUrl") || !signOut.contains("name=\"callbackUrl\" value=\"" + ROOT + "\"");
            if (isHeld) {
                wrong.add(printable(address));
            }
        }

        assertThat(wrong).isEmpty();
    }

    /** Unencoded, as the address bar of no browser sends it; a server may refuse that by itself. */
    @Test
    void request_line_and_Referer_do_not_pass_on_a_foreign_callback_url() {
        List<String> wrong = new ArrayList<>();
        for (String address : addresses()) {
            if (address.chars().allMatch(c -> c > ' ' && c < 0x7f && "#&%".indexOf(c) < 0)) {
                RawRequest.Response raw = page("/auth/signin?callbackUrl=" + address)
                        .with("Cookie", session)
                        .send();
                if (raw.status() >= 500
                        || (raw.status() == 303 && !raw.header("Location").equals(ROOT))) {
                    wrong.add(address + " -> " + raw.status() + " " + raw.header("Location"));
                }
                RawRequest.Response refused = RawRequest.of("POST", ROOT + "who")
                        .navigating()
                        .with("Referer", address)
                        .send();
                if (!refused.header("Location").equals(ROOT + "auth/signin?error=SessionRequired")) {
                    wrong.add("Referer " + address + " -> " + refused.header("Location"));
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void a_callback_url_inside_of_the_application_is_kept() {
        for (Way way : Way.values()) {
            RawRequest.Response response =
                    way.request(ROOT + "who?a=b", session).send();
            assertThat(response.header("Location") + response.body())
                    .as(way.name())
                    .contains(ROOT + "who?a=b");
        }
    }

    private static List<String> addresses() {
        return ForeignAddresses.outside(URI.create("http://" + RawRequest.host() + "/" + APP));
    }

    private static RawRequest page(String path) {
        return RawRequest.of("GET", "/" + APP + path).navigating();
    }

    private static RawRequest form(String path, String fields) {
        return RawRequest.of("POST", "/" + APP + path)
                .navigating()
                .fromHere()
                .body("application/x-www-form-urlencoded", fields);
    }

    private static RawRequest json(String path, Map<String, String> fields) {
        return RawRequest.of("POST", "/" + APP + path).fromHere().body("application/json", JsonUtil.toJson(fields));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String printable(String address) {
        return encode(address.substring(0, Math.min(60, address.length())));
    }
}
