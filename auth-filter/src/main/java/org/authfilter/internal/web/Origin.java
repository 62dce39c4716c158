package org.authfilter.internal.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.authfilter.internal.common.HostAndPort;

/** Scheme, host and port of a web address (RFC 6454), with the default port where none is given. */
final class Origin {

    private final String scheme;
    private final String host;
    private final int port;

    private Origin(String scheme, String host, int port) {
        this.scheme = scheme;
        this.host = host;
        this.port = port;
    }

    static Origin of(String scheme, String host, int port) {
        String lower = scheme.toLowerCase(Locale.ROOT);
        int defaultPort = lower.equals("https") ? 443 : 80;
        return new Origin(lower, bracketed(host.toLowerCase(Locale.ROOT)), port > 0 ? port : defaultPort);
    }

    /** Returns the origin of an http or https address; empty for any other text, and for an address with user info. */
    static Optional<Origin> parse(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
                return Optional.empty();
            }
            return HostAndPort.of(uri).map(address -> of(scheme, address.host(), address.port()));
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    /** Some servers report an IPv6 address without its brackets. */
    private static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    boolean isSameAs(Origin other) {
        return scheme.equals(other.scheme) && host.equals(other.host) && port == other.port;
    }

    boolean isSecure() {
        return scheme.equals("https");
    }

    boolean isLocal() {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    @Override
    public String toString() {
        boolean isDefault = port == (isSecure() ? 443 : 80);
        return scheme + "://" + host + (isDefault ? "" : ":" + port);
    }
}
