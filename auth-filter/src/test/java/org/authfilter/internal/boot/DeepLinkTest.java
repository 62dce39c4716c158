package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.authfilter.testkit.FakeIssuer;
import org.authfilter.testkit.MutableClock;
import org.authfilter.testkit.Query;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** A page with any legal character in its address is shown after the sign-in that it led to. */
class DeepLinkTest {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final FakeIssuer issuer = FakeIssuer.start(clock);
    private final MockBrowser browser = new MockBrowser(issuer, clock, Map.of());
    private final OpenIdShop shop = new OpenIdShop();

    @AfterEach
    void stop() {
        browser.close();
        issuer.close();
        shop.close();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/a-b.c_d~e",
                "/a!b$c'd(e)f*g,h=i:j@k",
                "/a&b",
                "/a+b",
                "/a;v=1/b;w=x,y",
                "/a%20b",
                "/a%2Bb",
                "/a%3Bb",
                "/a%26b%3Dc%3Fd%23e",
                "/100%25",
                "/50%25%20off",
                "/gr%C3%BC%C3%9Fe",
                "/gr%c3%bc%c3%9fe",
                "/%E6%97%A5%E6%9C%AC",
                "/%F0%9F%8D%B0",
                "/a%5Bb%5D",
                "/a/",
                "/a?b=c&d=e;f",
                "/a?q=1+2%2B3%20x",
                "/a?q=gr%C3%BC%C3%9Fe",
                "/a?q=a/b?c:d@e!$'()*,",
                "/a?next=https%3A%2F%2Fother.example%2F",
                "/a?q=%25",
                "/a?callbackUrl=%2Fb&error=c",
                "/a?",
            })
    void a_page_keeps_its_address_through_the_sign_in(String page) throws Exception {
        assertThat(afterCredentials(page)).isEqualTo("/shop" + page);
        assertThat(afterProvider(page)).isEqualTo("/shop" + page);
    }

    private String afterCredentials(String page) throws Exception {
        Map<String, String> signIn = Query.of(browser.page(page).getHeader("Location"));
        MockHttpServletRequest request = browser.request("POST", "/auth/signin/backend");
        request.addHeader("Sec-Fetch-Mode", "navigate");
        request.setContentType("application/x-www-form-urlencoded");
        String form = "email=alice%40example.org&password=right&callbackUrl=" + encoded(signIn.get("callbackUrl"));
        request.setContent(form.getBytes(StandardCharsets.UTF_8));
        return browser.send(request).getHeader("Location");
    }

    private String afterProvider(String page) throws Exception {
        String signIn = shop.browser.page(page).getHeader("Location");
        String location = shop.browser
                .page(signIn.substring(MockBrowser.CONTEXT.length()))
                .getHeader("Location");
        return shop.comeBack(shop.provider.authorize(location)).getHeader("Location");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
