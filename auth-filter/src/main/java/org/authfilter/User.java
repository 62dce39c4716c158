package org.authfilter;

import java.security.Principal;
import java.util.List;
import java.util.Objects;
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

    // Containers keep principals in sets. JDK 17 would keep the class loader of a record without these two methods.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof User user
                        && name.equals(user.name)
                        && Objects.equals(email, user.email)
                        && roles.equals(user.roles)
                        && Objects.equals(subject, user.subject)
                        && Objects.equals(issuer, user.issuer));
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, email, roles, subject, issuer);
    }
}
