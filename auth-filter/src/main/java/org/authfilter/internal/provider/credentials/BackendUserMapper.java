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
        String name = firstOf(describedName(), subject(), otherwise);
        return name == null ? null : user(name);
    }

    /** The user; {@code null} without both name and roles, since the signed-in user would lose one of them. */
    @Nullable
    User complete() {
        String name = describedName();
        return name == null || describedRoles() == null ? null : user(name);
    }

    private User user(String name) {
        return new User(
                name,
                firstOf(inProfile("/email"), response.textAt(pointers.user() + "/email")),
                roles(),
                subject(),
                jwt.map(UnverifiedJwt::issuer).orElse(null));
    }

    private @Nullable String describedName() {
        return firstOf(inProfile("/name"), response.textAt(pointers.user() + "/name"));
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

    private List<String> roles() {
        JsonValue roles = describedRoles();
        if (roles instanceof JsonArray several) {
            return several.stream()
                    .map(JsonText::text)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
        }
        String single = roles == null ? null : JsonText.text(roles);
        return single == null || single.isEmpty() ? List.of() : List.of(single);
    }

    private @Nullable JsonValue describedRoles() {
        return profile.map(this::rolesIn)
                .or(() -> Optional.ofNullable(response.at(pointers.roles())))
                .or(() ->
                        jwt.flatMap(claims -> JsonText.parse(claims.json())).map(claims -> claims.at(pointers.roles())))
                .orElse(null);
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
