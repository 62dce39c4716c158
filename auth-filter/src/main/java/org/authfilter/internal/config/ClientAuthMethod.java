package org.authfilter.internal.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The methods of {@link OidcClientAuth}, by the names of OpenID Connect Core 1.0, section 9. */
enum ClientAuthMethod {
    CLIENT_SECRET_BASIC,
    CLIENT_SECRET_POST,
    PRIVATE_KEY_JWT,
    NONE;

    /**
     * The method of this name.
     *
     * @throws IllegalArgumentException with the remedy if there is none
     */
    static ClientAuthMethod of(String name) {
        return Arrays.stream(values())
                .filter(method -> method.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("write one of "
                        + Arrays.stream(values())
                                .map(ClientAuthMethod::wireName)
                                .collect(Collectors.joining(", "))));
    }

    private String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
