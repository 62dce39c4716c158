package org.authfilter;

import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A signed-in user, as described by the provider; the result of {@code HttpServletRequest.getUserPrincipal()}.
 * Immutable.
 *
 * @param name the name of the principal, never empty
 * @param email the e-mail address from the provider, not verified here; {@code null}: not known
 * @param roles the roles in the provider's order, unmodifiable
 * @param subject the {@code sub} of the tokens (OpenID Connect Core, section 2); {@code null}: they have none
 * @param issuer the {@code iss} of the tokens; {@code null}: they have none
 */
public record User(
        String name,
        @Nullable String email,
        List<String> roles,
        @Nullable String subject,
        @Nullable String issuer) implements Principal {

    /**
     * Copies the roles.
     *
     * @param name the name of the principal, never empty
     * @param email the e-mail address; {@code null}: not known
     * @param roles the roles in the provider's order
     * @param subject the {@code sub} of the tokens; {@code null}: they have none
     * @param issuer the {@code iss} of the tokens; {@code null}: they have none
     */
    public User {
        roles = List.copyOf(roles);
    }

    @Override
    public String getName() {
        return name;
    }
}
