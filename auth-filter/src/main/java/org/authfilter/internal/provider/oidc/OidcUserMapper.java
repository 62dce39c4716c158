package org.authfilter.internal.provider.oidc;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.authfilter.User;
import org.authfilter.internal.config.OidcSettings;
import org.authfilter.internal.config.PrincipalName;
import org.authfilter.internal.provider.UserClaims;
import org.authfilter.internal.provider.UserUpdate;
import org.jspecify.annotations.Nullable;

/** Maps ID token, UserInfo and access token to a user; of a claim in several of them the first counts. */
record OidcUserMapper(OidcSettings settings) {

    /** The user who signs in. Without the name claim, the name is the subject: no other claim is unique. */
    User user(Claims idToken, Claims userInfo, Claims accessToken) {
        String subject = Objects.requireNonNull(idToken.text("sub"), "sub");
        UserClaims claims = claims(idToken, userInfo, accessToken);
        User user = new User(
                claims.name() == null ? subject : claims.name(),
                claims.email(),
                claims.roles() == null ? List.of() : claims.roles(),
                subject,
                idToken.text("iss"));
        return Objects.requireNonNull(settings.principal().applyTo(user, settings.name()), "sub");
    }

    /** What a refresh says about the user (R17). */
    UserUpdate update(Claims idToken, Claims userInfo, Claims formerAccessToken, Claims accessToken) {
        return new UserUpdate(claims(idToken, userInfo), claims(formerAccessToken), claims(accessToken));
    }

    private UserClaims claims(Claims... documents) {
        return new UserClaims(
                settings.principal() == PrincipalName.NAME
                        ? first(claims -> claims.textOrNumber(settings.nameClaim()), documents)
                        : null,
                first(claims -> claims.text("email"), documents),
                first(this::roles, documents));
    }

    private @Nullable List<String> roles(Claims claims) {
        String pointer = settings.roles();
        return pointer == null ? null : claims.textsAt(pointer);
    }

    private static <T> @Nullable T first(Function<Claims, @Nullable T> claim, Claims... documents) {
        for (Claims document : documents) {
            T value = claim.apply(document);
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
