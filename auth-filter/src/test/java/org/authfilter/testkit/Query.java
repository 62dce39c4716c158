package org.authfilter.testkit;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the parameters of a URL or a form; of a repeated parameter the last value counts. */
public final class Query {

    private Query() {}

    public static Map<String, String> of(String url) {
        String query = URI.create(url).getRawQuery();
        return decode(query == null ? "" : query);
    }

    public static Map<String, String> decode(String form) {
        Map<String, String> params = new LinkedHashMap<>();
        for (String pair : form.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                params.put(text(pair.substring(0, equals)), text(pair.substring(equals + 1)));
            }
        }
        return params;
    }

    private static String text(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }
}
