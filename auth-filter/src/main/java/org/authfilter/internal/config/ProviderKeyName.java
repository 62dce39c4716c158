package org.authfilter.internal.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The whole name of a provider's key: {@code provider.PROVIDER.KEY}. */
record ProviderKeyName(String provider, String key) {

    /** The rule for names of providers, for messages. */
    static final String NAMING = "a provider's name has lower-case letters, digits and hyphens only";

    private static final Pattern WHOLE = Pattern.compile("provider\\.([^.]*)\\.(.+)");
    private static final Pattern PROVIDER = Pattern.compile("[a-z0-9-]+");

    /** Empty for a name of another form. */
    static Optional<ProviderKeyName> of(String name) {
        Matcher whole = WHOLE.matcher(name);
        return whole.matches() ? Optional.of(new ProviderKeyName(whole.group(1), whole.group(2))) : Optional.empty();
    }

    static String prefix(String provider) {
        return "provider." + provider + ".";
    }

    boolean hasValidProvider() {
        return PROVIDER.matcher(provider).matches();
    }
}
