package org.authfilter.internal.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The claims about a user that one or several documents make. Each is {@code null} where they say nothing; an empty list
 * of roles is a statement.
 */
public record UserClaims(
        @Nullable String name,
        @Nullable String email,
        @Nullable List<String> roles) {

    public static final UserClaims NONE = new UserClaims(null, null, null);

    UserClaims withoutName() {
        return new UserClaims(null, email, roles);
    }
}
