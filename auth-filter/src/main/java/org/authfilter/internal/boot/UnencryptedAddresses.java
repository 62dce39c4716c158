package org.authfilter.internal.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.authfilter.internal.common.HostAndPort;
import org.authfilter.internal.config.Settings;

/** Configured http addresses of other machines: passwords, tokens and cookies can be read and changed on their way. */
final class UnencryptedAddresses {

    private static final Pattern LOOPBACK =
            Pattern.compile("(.+\\.)?localhost\\.?|127(\\.\\d{1,3}){3}|\\[(::1|(0:){7}1)]");

    private UnencryptedAddresses() {}

    /** One sentence for each key with such an address. */
    static List<String> of(Settings settings) {
        List<String> found = new ArrayList<>();
        settings.addresses().forEach((key, address) -> {
            String host = HostAndPort.of(address).map(HostAndPort::host).orElse("");
            if ("http".equals(address.getScheme()) && !isLocal(host)) {
                found.add("INSECURE: " + key + " is an http address on " + host
                        + ", so that passwords, tokens and cookies travel unencrypted. Use https");
            }
        });
        return found;
    }

    private static boolean isLocal(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }
}
