package org.authfilter.internal.provider;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.authfilter.User;
import org.jspecify.annotations.Nullable;

/**
 * The name, e-mail address and roles in the tokens of a refresh (R17). Each of them replaces the known one; what the
 * tokens leave out stays as it is. The ID token, UserInfo and the profile have precedence over the access token. A
 * refresh often brings only an access token, so a claim in it counts only if the known value came from the access token
 * before it; a role that it has withdrawn is removed in any case.
 *
 * @param stated the claims of the documents with precedence
 * @param before the claims of the access token before the refresh
 * @param after the claims of the access token after the refresh
 */
public record UserUpdate(UserClaims stated, UserClaims before, UserClaims after) {

    /** No claims: the known user stays as it is. */
    public static final UserUpdate NONE = new UserUpdate(UserClaims.NONE, UserClaims.NONE, UserClaims.NONE);

    /** The same without a name. */
    public UserUpdate withoutName() {
        return new UserUpdate(stated.withoutName(), before.withoutName(), after.withoutName());
    }

    /** The known user with the changes of this update. */
    public User applyTo(User known) {
        return new User(
                next(known.name(), stated.name(), orElse(before.name(), known.subject()), after.name()),
                nextEmail(known.email()),
                nextRoles(known.roles()),
                known.subject(),
                known.issuer());
    }

    private @Nullable String nextEmail(@Nullable String known) {
        if (stated.email() != null) {
            return stated.email();
        }
        return after.email() != null && Objects.equals(known, before.email()) ? after.email() : known;
    }

    private static String next(String known, @Nullable String stated, @Nullable String before, @Nullable String after) {
        if (stated != null) {
            return stated;
        }
        return after != null && known.equals(before) ? after : known;
    }

    /** The order of roles does not matter. */
    private List<String> nextRoles(List<String> known) {
        List<String> now = stated.roles() == null ? after.roles() : stated.roles();
        Set<String> then = new HashSet<>(orElse(before.roles(), List.of()));
        if (now == null || stated.roles() != null || then.equals(new HashSet<>(known))) {
            return now == null ? known : now;
        }
        then.removeAll(new HashSet<>(now));
        return known.stream().filter(role -> !then.contains(role)).toList();
    }

    private static <T> @Nullable T orElse(@Nullable T value, @Nullable T otherwise) {
        return value == null ? otherwise : value;
    }
}
