package org.authfilter.internal.endpoint;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Fields of the type {@code application/x-www-form-urlencoded} (URL Standard, section 5), as bodies and queries have them.
 * They are always decoded as UTF-8, even if a {@code Content-Type} names another charset: Payara puts the WAR's
 * {@code <request-character-encoding>} there, which is meant for the application's pages.
 */
final class UrlEncodedForm {

    static final String TYPE = "application/x-www-form-urlencoded";

    private UrlEncodedForm() {}

    /**
     * Decodes the fields.
     *
     * @return the values of each name in their order
     * @throws IllegalArgumentException if a percent sign is not followed by two digits
     */
    static Map<String, List<String>> decode(String encoded) {
        Map<String, List<String>> fields = new HashMap<>();
        for (String pair : encoded.split("&", -1)) {
            add(pair, fields);
        }
        return fields;
    }

    /** Decodes the fields and leaves out those that can't be decoded. */
    static Map<String, List<String>> decodeLeniently(String encoded) {
        Map<String, List<String>> fields = new HashMap<>();
        Stream.of(encoded.split("&", -1)).filter(UrlEncodedForm::isDecodable).forEach(pair -> add(pair, fields));
        return fields;
    }

    private static boolean isDecodable(String pair) {
        try {
            decodeText(pair);
            return true;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static void add(String pair, Map<String, List<String>> fields) {
        int equals = pair.indexOf('=');
        String name = decodeText(equals < 0 ? pair : pair.substring(0, equals));
        String value = decodeText(equals < 0 ? "" : pair.substring(equals + 1));
        fields.computeIfAbsent(name, added -> new ArrayList<>(1)).add(value);
    }

    private static String decodeText(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
