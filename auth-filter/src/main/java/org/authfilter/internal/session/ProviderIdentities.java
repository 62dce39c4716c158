package org.authfilter.internal.session;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.http.HttpSession;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each configured provider is beside its name: a digest of its type, its issuer or login URL, and the client id. An
 * HTTP session remembers that of its provider, so that its tokens never get to another one (R18).
 *
 * @param byProvider the identities by the names of the providers
 */
public record ProviderIdentities(Map<String, String> byProvider) {

    static final String ATTRIBUTE = "org.authfilter.provider";

    void remember(HttpSession httpSession, String provider) {
        httpSession.setAttribute(ATTRIBUTE, AttributeValues.of(httpSession, requireNonNull(of(provider), provider)));
    }

    /** Whether the provider of a session that remembers {@code remembered} is still configured, and still the same. */
    boolean isUnchanged(@Nullable Object remembered, String provider) {
        String identity = of(provider);
        return identity != null && identity.equals(AttributeValues.text(remembered));
    }

    private @Nullable String of(String provider) {
        return byProvider.get(provider);
    }
}
