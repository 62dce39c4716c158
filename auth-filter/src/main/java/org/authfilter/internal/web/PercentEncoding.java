package org.authfilter.internal.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of addresses in UTF-8 (RFC 3986, section 2.1). */
public final class PercentEncoding {

    /** The decoded form of bytes that are not UTF-8, such as an overlong slash. */
    static final char REPLACEMENT = '\uFFFD';

    private static final String UNRESERVED = "-._~";
    private static final String ALLOWED_IN_PATH = UNRESERVED + "!$&'()*+,=:@/";

    private PercentEncoding() {}

    /** Encodes a context path. Some servers return it as the browser has sent it, others decode it. */
    public static String encodeContextPath(String contextPath) {
        return encodePath(decode(contextPath));
    }

    /** Encodes a decoded path. */
    static String encodePath(String path) {
        return encodeAllBut(ALLOWED_IN_PATH, path);
    }

    /** Encodes all characters except ASCII letters, digits and {@code allowed}. */
    static String encodeAllBut(String allowed, String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean isAlphanumeric = c < 0x80 && Character.isLetterOrDigit(c);
            if (isAlphanumeric || allowed.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(String.format("%02X", (int) c));
            }
        }
        return encoded.toString();
    }

    /** Decodes each escape once. Text that is no escape stays as it is. */
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (isEscape(text, i)) {
                decoded.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                int end = text.offsetByCodePoints(i, 1);
                decoded.writeBytes(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
                i = end - 1;
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    static boolean isEscape(String text, int at) {
        return text.charAt(at) == '%'
                && at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }
}
