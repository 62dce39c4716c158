package org.authfilter.internal.provider.credentials;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.authfilter.User;
import org.authfilter.internal.config.CredentialsSettings.Pointers;
import org.authfilter.internal.provider.UnverifiedJwt;
import org.authfilter.internal.provider.UserClaims;
import org.authfilter.internal.provider.UserUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Maps the data of a backend to a user: the profile if it was read, else the response with the tokens, else the JWT. The
 * profile has the user at the pointer {@code user}, or is the user as a whole.
 */
record BackendUserMapper(
        Pointers pointers, Optional<JsonText> profile, JsonText response, Optional<UnverifiedJwt> jwt) {

    /** The user, with the name {@code otherwise} if there is no other; {@code null} if that is blank, too. */
    @Nullable
    User named(String otherwise) {
        UserClaims described = described();
        List<String> roles = described.roles() == null ? rolesIn(jwt) : described.roles();
        String name = firstOf(described.name(), subject(), otherwise);
        return name == null
                ? null
                : new User(
                        name,
                        described.email(),
                        roles == null ? List.of() : roles,
                        subject(),
                        jwt.map(UnverifiedJwt::issuer).orElse(null));
    }

    /** What a refresh says about the user (R17). */
    UserUpdate update(Optional<UnverifiedJwt> formerJwt) {
        return new UserUpdate(described(), ofRoles(rolesIn(formerJwt)), ofRoles(rolesIn(jwt)));
    }

    private static UserClaims ofRoles(@Nullable List<String> roles) {
        return new UserClaims(null, null, roles);
    }

    private UserClaims described() {
        JsonValue roles = profile.map(this::rolesIn).orElseGet(() -> response.at(pointers.roles()));
        return new UserClaims(
                firstOf(inProfile("/name"), response.textAt(pointers.user() + "/name")),
                firstOf(inProfile("/email"), response.textAt(pointers.user() + "/email")),
                roles(roles));
    }

    private @Nullable String subject() {
        return jwt.map(UnverifiedJwt::subject).orElse(null);
    }

    private @Nullable String inProfile(String member) {
        return profile.map(json -> json.textAt(userIn(json) + member)).orElse(null);
    }

    private String userIn(JsonText profile) {
        return profile.at(pointers.user()) instanceof JsonObject ? pointers.user() : "";
    }

    private @Nullable List<String> rolesIn(Optional<UnverifiedJwt> token) {
        return token.flatMap(claims -> JsonText.parse(claims.json()))
                .map(claims -> roles(claims.at(pointers.roles())))
                .orElse(null);
    }

    private static @Nullable List<String> roles(@Nullable JsonValue roles) {
        if (roles instanceof JsonArray several) {
            return several.stream()
                    .map(JsonText::text)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
        }
        String single = roles == null ? null : JsonText.text(roles);
        if (single == null) {
            return null;
        }
        return single.isEmpty() ? List.of() : List.of(single);
    }

    private @Nullable JsonValue rolesIn(JsonText profile) {
        JsonValue roles = profile.at(pointers.roles());
        return roles == null ? profile.at(userIn(profile) + "/roles") : roles;
    }

    private static @Nullable String firstOf(@Nullable String... names) {
        for (String name : names) {
            if (name != null && !name.isBlank()) {
                return name;
            }
        }
        return null;
    }
}
