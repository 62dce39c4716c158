package org.authfilter.internal.common;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** The network that counts as one client: a household or a rented server usually has a whole /64 network of IPv6. */
public final class ClientNetwork {

    private static final int NETWORK_BYTES = 8;

    private ClientNetwork() {}

    /**
     * Returns the first 64 bits of an IPv6 address in hexadecimal, and any other text as it is. A text with a colon can't be a host name, so {@code getByName} makes no DNS query for it.
     */
    public static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            InetAddress parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES))
                    : parsed.getHostAddress();
        } catch (UnknownHostException unreadable) {
            return address;
        }
    }
}
