package org.authfilter.internal.web;

import java.util.Optional;

/**
 * The target of the redirect after a sign-in: a path inside the application as the browser sees it, never another site
 * (open redirect, CWE-601). A value that may lead elsewhere counts as absent.
 */
final class CallbackUrl {

    private static final int MAX_LENGTH = 2000;
    private static final int MAX_DECODINGS = 4;
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
                .map(target -> PercentEncoding.encodeAllBut(NOT_ENCODED, target))
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
            String decoded = PercentEncoding.decode(form);
            if (decoded.equals(form)) {
                return true;
            }
            form = decoded;
        }
        return false;
    }

    private static boolean isNormalizedAndInside(String path, String root) {
        boolean isNormalized = !path.contains("//")
                && path.indexOf('\\') < 0
                && path.indexOf(PercentEncoding.REPLACEMENT) < 0
                && path.chars().noneMatch(Character::isISOControl)
                && !(path + "/").contains("/../")
                && !(path + "/").contains("/./")
                && !path.contains("..;");
        return isNormalized && RootPath.below(root, path) != null;
    }

    private static boolean hasValidEscapes(String target) {
        for (int i = target.indexOf('%'); i >= 0; i = target.indexOf('%', i + 1)) {
            if (!PercentEncoding.isEscape(target, i)) {
                return false;
            }
        }
        return true;
    }
}
