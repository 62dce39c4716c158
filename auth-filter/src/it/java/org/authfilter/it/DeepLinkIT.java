package org.authfilter.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.authfilter.testkit.FakeOpenIdProvider;
import org.authfilter.testkit.ShapedBackend;
import org.authfilter.testkit.TestClient;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A context path and pages with characters that servers decode in different ways, and issuers of shapes of their own. */
@RunAsClient
@ExtendWith(ArquillianExtension.class)
class DeepLinkIT {

    private static final String CONTEXT = "/grüße";
    private static final String ENCODED_CONTEXT = "/gr%C3%BC%C3%9Fe";
    private static final URI ROOT = URI.create(System.getProperty("server.url") + ENCODED_CONTEXT);
    private static final FakeOpenIdProvider PROVIDER = FakeOpenIdProvider.start(Clock.systemUTC());
    private static final ShapedBackend BACKEND = ShapedBackend.start(Clock.systemUTC())
            .signIn(
                    ShapedBackend.Request.form("/login", "user=alice&password=right"),
                    422,
                    "{\"jwt\":\"$A\",\"next\":\"$R\"}")
            .refresh(ShapedBackend.Request.json("/refresh", "{\"next\":\"$R\"}"), "{\"jwt\":\"$A\",\"next\":\"$R\"}");

    @Deployment(testable = false)
    static WebArchive application() {
        return Wars.configured(
                        "deeplinks",
                        "auth-filter.provider.idp.type=oidc",
                        "auth-filter.provider.idp.issuer=" + PROVIDER.issuer(),
                        "auth-filter.provider.idp.client-id=" + FakeOpenIdProvider.CLIENT_ID,
                        "auth-filter.provider.idp.client-secret="
                                + FakeOpenIdProvider.CLIENT_SECRET.replace("é", "\\u00e9"),
                        "auth-filter.provider.idp.roles=/groups",
                        "auth-filter.provider.backend.type=credentials",
                        "auth-filter.provider.backend.login-url=" + BACKEND.url() + "/login",
                        "auth-filter.provider.backend.login-carrier=form",
                        "auth-filter.provider.backend.login-fields=user,password",
                        "auth-filter.provider.backend.refresh-url=" + BACKEND.url() + "/refresh",
                        "auth-filter.provider.backend.refresh-field=next",
                        "auth-filter.provider.backend.access-token=/jwt",
                        "auth-filter.provider.backend.refresh-token=/next")
                .addAsWebInfResource(descriptor("jboss-web"), "jboss-web.xml")
                .addAsWebInfResource(descriptor("glassfish-web-app"), "glassfish-web.xml");
    }

    private static StringAsset descriptor(String element) {
        return new StringAsset("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + element + "><context-root>" + CONTEXT
                + "</context-root></" + element + ">\n");
    }

    @AfterAll
    static void stop() {
        PROVIDER.close();
        BACKEND.close();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/a!b$c'd(e)*,:@&=+x",
                "/orders;v=1/items;a=b",
                "/gr%C3%BC%C3%9Fe/%E6%97%A5",
                "/a%20b%2Bc%3Bd",
                "/50%25%20off",
                "/a?q=1+2%2B3%20x&r=gr%C3%BC%C3%9Fe;s",
            })
    void a_page_keeps_its_address_through_the_sign_in(String page) {
        TestClient alice = TestClient.anonymous(ROOT);
        String signIn = location(alice.page(page));
        String query = signIn.substring(signIn.indexOf("?callbackUrl="), signIn.indexOf("&error="));

        String start = location(alice.page("/auth/signin/idp" + query));
        String back = PROVIDER.authorize(start);
        String end = location(alice.page(back.substring(ROOT.toString().length())));

        assertThat(signIn).startsWith(ENCODED_CONTEXT + "/auth/signin?");
        assertThat(end).isEqualTo(ENCODED_CONTEXT + page);
        assertThat(alice.page(page).statusCode()).isEqualTo(404);
    }

    @Test
    void a_provider_of_its_own_shape_signs_in() {
        PROVIDER.bendIdToken(claims -> claims.put("groups", List.of("admin")));

        TestClient alice = TestClient.signIn(ROOT, "idp", PROVIDER);

        assertThat(alice.get("/auth/session").body()).contains("\"admin\"");
    }

    @Test
    void a_backend_of_its_own_shape_signs_in_and_refreshes() {
        TestClient alice = TestClient.signIn(ROOT, "backend", Map.of("user", "alice", "password", "right"));

        assertThat(alice.post("/auth/session", "").statusCode()).isEqualTo(200);
        assertThat(BACKEND.refused()).isEmpty();
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("no redirect: " + response.statusCode());
    }
}
