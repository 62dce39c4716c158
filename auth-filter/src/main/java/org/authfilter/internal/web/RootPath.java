package org.authfilter.internal.web;

import org.jspecify.annotations.Nullable;

/** Cuts the application's root off a path. The characters of either may be percent-encoded in any way. */
final class RootPath {

    private RootPath() {}

    /**
     * Returns the rest of {@code path} below {@code root}: empty, or with a leading slash; {@code null} if the path is
     * outside.
     *
     * @param root without a trailing slash
     */
    static @Nullable String below(String root, String path) {
        int end = endOfSegments(path, root.chars().filter(c -> c == '/').count());
        boolean isInside = PercentEncoding.decode(path.substring(0, end)).equals(PercentEncoding.decode(root));
        return isInside ? path.substring(end) : null;
    }

    private static int endOfSegments(String path, long segments) {
        long slashes = 0;
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '/' && slashes++ == segments) {
                return i;
            }
        }
        return path.length();
    }
}
