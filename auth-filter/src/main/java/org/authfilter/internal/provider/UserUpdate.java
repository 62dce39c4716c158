package org.authfilter.internal.provider;

import java.util.List;
import java.util.Objects;
import org.authfilter.User;
import org.jspecify.annotations.Nullable;

/**
 * What a refresh says about the known user (R17). Where it says nothing, the known name, e-mail address and roles stay.
 * The claims of an access token count only where its predecessor was the source: other documents go before it, and an
 * ordinary refresh does not read all of them.
 *
 * @param stated the claims of the documents that go before the access token
 * @param before the claims of the former access token
 * @param after the claims of the new access token
 */
public record UserUpdate(UserClaims stated, UserClaims before, UserClaims after) {

    /** Nothing is said. */
    public static final UserUpdate NONE = new UserUpdate(UserClaims.NONE, UserClaims.NONE, UserClaims.NONE);

    /** The same, but it says nothing about the name. */
    public UserUpdate withoutName() {
        return new UserUpdate(stated.withoutName(), before.withoutName(), after.withoutName());
    }

    /** The known user with the changes of this update. */
    public User applyTo(User known) {
        return new User(
                next(known.name(), stated.name(), orElse(before.name(), known.subject()), after.name()),
                nextEmail(known.email()),
                next(known.roles(), stated.roles(), orElse(before.roles(), List.of()), after.roles()),
                known.subject(),
                known.issuer());
    }

    private @Nullable String nextEmail(@Nullable String known) {
        if (stated.email() != null) {
            return stated.email();
        }
        return after.email() != null && Objects.equals(known, before.email()) ? after.email() : known;
    }

    private static <T> T next(T known, @Nullable T stated, @Nullable T before, @Nullable T after) {
        if (stated != null) {
            return stated;
        }
        return after != null && known.equals(before) ? after : known;
    }

    private static <T> @Nullable T orElse(@Nullable T value, @Nullable T otherwise) {
        return value == null ? otherwise : value;
    }
}
