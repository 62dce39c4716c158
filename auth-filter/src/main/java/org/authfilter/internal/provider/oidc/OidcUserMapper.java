package org.authfilter.internal.provider.oidc;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.authfilter.User;
import org.authfilter.internal.config.OidcSettings;
import org.jspecify.annotations.Nullable;

/** Maps ID token, UserInfo and access token to a user; of a claim in several of them the first counts. */
record OidcUserMapper(OidcSettings settings, Claims idToken, Claims userInfo, Claims accessToken) {

    /** Without the name claim, the name is the subject: no other claim is unique. Valid ID tokens have a subject. */
    User user() {
        String subject = Objects.requireNonNull(idToken.text("sub"), "sub");
        String name = first(settings.nameClaim());
        return new User(name == null ? subject : name, first("email"), roles(), subject, idToken.text("iss"));
    }

    private @Nullable String first(String claim) {
        return documents()
                .map(claims -> claims.text(claim))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private List<String> roles() {
        String pointer = settings.roles();
        if (pointer == null) {
            return List.of();
        }
        return documents()
                .map(claims -> claims.textsAt(pointer).stream().distinct().toList())
                .filter(roles -> !roles.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private Stream<Claims> documents() {
        return Stream.of(idToken, userInfo, accessToken);
    }
}
