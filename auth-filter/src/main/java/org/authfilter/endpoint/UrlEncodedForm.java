package org.authfilter.endpoint;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A body of the type {@code application/x-www-form-urlencoded} (URL Standard, section 5). It is UTF-8, whatever the
 * WAR's {@code <request-character-encoding>} is, since that tells of the application's pages and not of ours.
 */
final class UrlEncodedForm {

    private static final String TYPE = "application/x-www-form-urlencoded";
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);

    private UrlEncodedForm() {}

    static boolean isNamedBy(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).startsWith(TYPE);
    }

    /**
     * Its fields; of a repeated one the first, as {@code getParameter} has it.
     *
     * @param contentType a client that names another charset is believed
     * @throws IllegalArgumentException if there is no such charset, or a percent sign without two digits
     */
    static Map<String, String> decode(byte[] body, String contentType) {
        Matcher named = CHARSET.matcher(contentType);
        Charset charset = named.find() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
        Map<String, String> fields = new HashMap<>();
        for (String pair : new String(body, charset).split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            fields.putIfAbsent(URLDecoder.decode(name, charset), URLDecoder.decode(value, charset));
        }
        return fields;
    }
}
