package org.authfilter.internal.endpoint;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A body of the type {@code application/x-www-form-urlencoded} (URL Standard, section 5). It is always
 * decoded as UTF-8, even if its {@code Content-Type} names another charset: Payara puts the WAR's
 * {@code <request-character-encoding>} there, which is meant for the application's pages.
 */
final class UrlEncodedForm {

    private static final String TYPE = "application/x-www-form-urlencoded";

    private UrlEncodedForm() {}

    static boolean isTypeOf(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).startsWith(TYPE);
    }

    /**
     * Decodes the fields. A repeated field keeps its first value, as with {@code getParameter}.
     *
     * @throws IllegalArgumentException if a percent sign is not followed by two digits
     */
    static Map<String, String> decode(byte[] body) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            fields.putIfAbsent(decode(name), decode(value));
        }
        return fields;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
