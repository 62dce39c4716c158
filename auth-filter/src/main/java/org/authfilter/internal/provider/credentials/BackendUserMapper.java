package org.authfilter.internal.provider.credentials;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

    /** What a backend writes for a user without roles. */
    private static final Set<String> NO_ROLES = Set.of("null", "[]", "{}", "\"\"");

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

    /** Whether there is something where the roles are expected, but nothing in it is a role. */
    boolean hasUnreadableRoles() {
        JsonValue written = writtenRoles();
        if (written == null) {
            written = jwt.flatMap(claims -> JsonText.parse(claims.json()))
                    .map(claims -> claims.atFirst(orMember(pointers.roles(), "/roles")))
                    .orElse(JsonValue.NULL);
        }
        List<String> read = roles(written);
        return (read == null || read.isEmpty()) && !NO_ROLES.contains(written.toString());
    }

    private static UserClaims ofRoles(@Nullable List<String> roles) {
        return new UserClaims(null, null, roles);
    }

    private UserClaims described() {
        return new UserClaims(
                described(pointers.userName(), "/name"),
                described(pointers.userEmail(), "/email"),
                roles(writtenRoles()));
    }

    private @Nullable JsonValue writtenRoles() {
        JsonValue roles =
                profile.map(json -> at(json, pointers.roles(), "/roles")).orElse(null);
        return roles == null ? response.atFirst(orMember(pointers.roles(), "/roles")) : roles;
    }

    /** A text in the profile, else in the response. */
    private @Nullable String described(List<String> configured, String member) {
        String inProfile = profile.map(json -> at(json, configured, member))
                .map(JsonText::text)
                .orElse(null);
        return firstOf(inProfile, response.textAtFirst(orMember(configured, member)));
    }

    /** The profile has the user at the pointer {@code user}, or is the user. */
    private @Nullable JsonValue at(JsonText json, List<String> configured, String member) {
        JsonValue atPointer = json.atFirst(orMember(configured, member));
        boolean isTheUser = !(json.atFirst(pointers.user()) instanceof JsonObject);
        return atPointer == null && isTheUser ? json.at(member) : atPointer;
    }

    private List<String> orMember(List<String> configured, String member) {
        return configured.isEmpty()
                ? pointers.user().stream().map(user -> user + member).toList()
                : configured;
    }

    private @Nullable String subject() {
        return jwt.map(UnverifiedJwt::subject).orElse(null);
    }

    private @Nullable List<String> rolesIn(Optional<UnverifiedJwt> token) {
        return token.flatMap(claims -> JsonText.parse(claims.json()))
                .map(claims -> roles(claims.atFirst(orMember(pointers.roles(), "/roles"))))
                .orElse(null);
    }

    private @Nullable List<String> roles(@Nullable JsonValue roles) {
        if (roles instanceof JsonArray several) {
            return several.stream()
                    .map(this::role)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
        }
        String single = roles == null ? null : role(roles);
        if (single == null) {
            return null;
        }
        return single.isEmpty() ? List.of() : List.of(single);
    }

    /** The text itself; of an object, the member that names the role. */
    private @Nullable String role(JsonValue value) {
        if (!(value instanceof JsonObject object)) {
            return JsonText.text(value);
        }
        return pointers.roleName().stream()
                .map(object::get)
                .filter(Objects::nonNull)
                .map(JsonText::text)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
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
