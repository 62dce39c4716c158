package org.authfilter.internal.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The target of the redirect after a sign-in: a path inside the application as the browser sees it, never another site
 * (open redirect, CWE-601). A value that may lead elsewhere counts as absent.
 */
final class CallbackUrl {

    private static final int MAX_LENGTH = 2000;
    private static final int MAX_DECODINGS = 4;
    private static final char REPLACEMENT = '\uFFFD';
    private static final String NOT_ENCODED = "-._~!$&'()*+,;=:@/?%";

    private CallbackUrl() {}

    /**
     * Returns path and query, encoded for a header; empty if {@code given} may lead out of the application.
     *
     * @param root the path of the application's root, without a trailing slash
     */
    static Optional<String> parse(String given, String root, Origin ownOrigin) {
        if (given.length() > MAX_LENGTH || given.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        return withoutOrigin(given, ownOrigin)
                .map(CallbackUrl::withoutFragment)
                .filter(target -> isInside(path(target), root))
                .filter(target -> hasValidEscapes(target))
                .map(CallbackUrl::encode)
                .filter(encoded -> encoded.length() <= MAX_LENGTH);
    }

    private static Optional<String> withoutOrigin(String given, Origin ownOrigin) {
        if (given.startsWith("/")) {
            return Optional.of(given);
        }
        int end = endOfAuthority(given);
        return Origin.parse(given.substring(0, end))
                .filter(ownOrigin::isSameAs)
                .map(same -> given.startsWith("/", end) ? given.substring(end) : "/" + given.substring(end));
    }

    private static int endOfAuthority(String address) {
        int start = address.indexOf("://");
        int end = start < 0 ? 0 : start + 3;
        while (end < address.length() && "/?#\\".indexOf(address.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static String withoutFragment(String target) {
        int hash = target.indexOf('#');
        return hash < 0 ? target : target.substring(0, hash);
    }

    private static String path(String target) {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /** Checks the path as given and after each further decoding, since a later component may decode it again. */
    private static boolean isInside(String path, String root) {
        String form = path;
        for (int decodings = 0; decodings < MAX_DECODINGS; decodings++) {
            if (!isNormalizedAndInside(form, root)) {
                return false;
            }
            String decoded = decode(form);
            if (decoded.equals(form)) {
                return true;
            }
            form = decoded;
        }
        return false;
    }

    private static boolean isNormalizedAndInside(String path, String root) {
        boolean isUnderRoot = path.equals(root) || path.startsWith(root + "/");
        boolean isNormalized = !path.contains("//")
                && path.indexOf('\\') < 0
                && path.indexOf(REPLACEMENT) < 0
                && path.chars().noneMatch(Character::isISOControl)
                && !(path + "/").contains("/../")
                && !(path + "/").contains("/./")
                && !path.contains("..;");
        return isUnderRoot && isNormalized;
    }

    /** Bytes that are not UTF-8, such as an overlong slash, become {@link #REPLACEMENT}. */
    private static String decode(String text) {
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

    private static boolean hasValidEscapes(String target) {
        for (int i = target.indexOf('%'); i >= 0; i = target.indexOf('%', i + 1)) {
            if (!isEscape(target, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEscape(String text, int at) {
        return text.charAt(at) == '%'
                && at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }

    private static String encode(String target) {
        StringBuilder encoded = new StringBuilder(target.length());
        for (byte octet : target.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean isAlphanumeric = c < 0x80 && Character.isLetterOrDigit(c);
            if (isAlphanumeric || NOT_ENCODED.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(String.format("%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}
