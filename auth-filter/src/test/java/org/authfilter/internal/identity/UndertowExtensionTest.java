package org.authfilter.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertow.server.handlers.Cookie;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UndertowExtensionTest {

    private final Map<String, Object> changes = new HashMap<>();

    @Test
    void a_session_cookie_without_SameSite_gets_the_configured_one() {
        UndertowExtension.complete(cookie(null), false, "Lax");

        assertThat(changes).containsExactly(Map.entry("setSameSiteMode", "Lax"));
    }

    @Test
    void a_session_cookie_keeps_the_SameSite_that_it_has() {
        UndertowExtension.complete(cookie("Strict"), false, "Lax");

        assertThat(changes).isEmpty();
    }

    @Test
    void a_session_cookie_without_a_configured_SameSite_is_Secure_over_https() {
        UndertowExtension.complete(cookie(null), true, null);

        assertThat(changes).containsExactly(Map.entry("setSecure", true));
    }

    private Cookie cookie(String sameSite) {
        return (Cookie) Proxy.newProxyInstance(
                Cookie.class.getClassLoader(), new Class<?>[] {Cookie.class}, (cookie, method, arguments) -> {
                    if (method.getName().equals("getSameSiteMode")) {
                        return sameSite;
                    }
                    changes.put(method.getName(), arguments[0]);
                    return cookie;
                });
    }
}
