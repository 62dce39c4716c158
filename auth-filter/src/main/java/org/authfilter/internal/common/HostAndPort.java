package org.authfilter.internal.common;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and port of an address. {@link URI} parses no host with an underscore, but DNS and container networks have some.
 *
 * @param port -1 if the address contains none
 */
public record HostAndPort(String host, int port) {

    private static final Pattern WITH_UNDERSCORE = Pattern.compile("([A-Za-z0-9._-]*_[A-Za-z0-9._-]*)(?::(\\d{1,5}))?");

    /** Empty if the address has no host, or has user info. */
    public static Optional<HostAndPort> of(URI address) {
        if (address.getHost() != null) {
            return address.getRawUserInfo() == null
                    ? Optional.of(new HostAndPort(address.getHost(), address.getPort()))
                    : Optional.empty();
        }
        String authority = address.getRawAuthority();
        Matcher parts = WITH_UNDERSCORE.matcher(authority == null ? "" : authority);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String port = parts.group(2);
        return Optional.of(new HostAndPort(parts.group(1), port == null ? -1 : Integer.parseInt(port)));
    }
}
