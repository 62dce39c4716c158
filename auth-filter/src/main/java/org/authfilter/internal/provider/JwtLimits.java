package org.authfilter.internal.provider;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.authfilter.internal.common.JsonDepth;

/** Limits of a JWT (RFC 7519), checked before anything of it is parsed: jose4j's parser has none. */
public final class JwtLimits {

    private static final int MAX_LENGTH = 64 * 1024;
    private static final int DOTS_OF_A_JWS = 2;

    private JwtLimits() {}

    /**
     * Whether {@code token} has the form of a JWS with claims (RFC 7515, section 7.1) of acceptable size: at most 64 Ki
     * characters, three parts, and a header and a payload that are JSON objects of limited depth. A nested JWT, a JWE and
     * an unencoded payload (RFC 7797) have another form.
     */
    public static boolean accept(String token) {
        if (token.length() > MAX_LENGTH || token.chars().filter(c -> c == '.').count() != DOTS_OF_A_JWS) {
            return false;
        }
        int first = token.indexOf('.');
        return isAcceptable(token.substring(0, first))
                && isAcceptable(token.substring(first + 1, token.indexOf('.', first + 1)));
    }

    private static boolean isAcceptable(String part) {
        try {
            String json = new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
            return json.stripLeading().startsWith("{") && !JsonDepth.exceedsLimit(json);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
