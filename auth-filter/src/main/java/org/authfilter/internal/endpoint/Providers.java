package org.authfilter.internal.endpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.authfilter.internal.provider.credentials.CredentialsTokenProvider;
import org.authfilter.internal.provider.oidc.OidcTokenProvider;
import org.authfilter.internal.transaction.CookieCipher;

/** The configured providers, in the order of the configuration. */
public record Providers(List<CredentialsTokenProvider> credentials, List<OidcTokenProvider> oidc) {

    /** The OpenID Provider with this name, if there is one. */
    Optional<OidcTokenProvider> oidc(String name) {
        return oidc.stream().filter(provider -> provider.name().equals(name)).findFirst();
    }

    /** The only provider, if it is an OpenID Provider. */
    Optional<OidcTokenProvider> onlyOidc() {
        return credentials.isEmpty() && oidc.size() == 1 ? Optional.of(oidc.get(0)) : Optional.empty();
    }

    /** The ciphers by the names of the OpenID Providers, for values that a browser keeps for {@code purpose}. */
    Map<String, CookieCipher> ciphers(String purpose) {
        Map<String, CookieCipher> ciphers = new LinkedHashMap<>();
        oidc.forEach(provider -> ciphers.put(provider.name(), new CookieCipher(provider.deriveKey(purpose))));
        return ciphers;
    }

    /** The names of the OpenID Providers whose authorization responses the browser posts. */
    Set<String> formPosts() {
        return oidc.stream()
                .filter(OidcTokenProvider::isFormPost)
                .map(OidcTokenProvider::name)
                .collect(Collectors.toSet());
    }

    boolean areSeveral() {
        return credentials.size() + oidc.size() > 1;
    }
}
