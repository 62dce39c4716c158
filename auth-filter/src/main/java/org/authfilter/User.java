package org.authfilter;

import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in, as the provider described them. It is what {@code HttpServletRequest.getUserPrincipal()} returns.
 *
 * @param name never empty; also the principal's name
 * @param email as the provider gave it, not verified here
 * @param roles in the provider's order, unmodifiable
 * @param subject the {@code sub} of the tokens (OpenID Connect Core, section 2), if they name one
 * @param issuer the {@code iss} of the tokens, if they name one
 */
public record User(
        String name,
        @Nullable String email,
        List<String> roles,
        @Nullable String subject,
        @Nullable String issuer) implements Principal {

    /**
     * Takes a copy of the roles.
     *
     * @param name never empty
     * @param email as the provider gave it, if it did
     * @param roles in the provider's order
     * @param subject the {@code sub} of the tokens, if they name one
     * @param issuer the {@code iss} of the tokens, if they name one
     */
    public User {
        roles = List.copyOf(roles);
    }

    @Override
    public String getName() {
        return name;
    }
}
