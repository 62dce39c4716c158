package org.authfilter.provider.credentials;

import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.authfilter.User;
import org.authfilter.config.CredentialsSettings.Pointers;
import org.authfilter.provider.Jwt;
import org.jspecify.annotations.Nullable;

/** Whom a backend's answer describes. */
record DescribedUser(Pointers pointers, JsonText json, Optional<Jwt> jwt) {

    /** {@code null} if neither the answer, nor its JWT, nor {@code otherwise} has a name. */
    @Nullable
    User user(@Nullable String otherwise) {
        String subject = jwt.map(Jwt::subject).orElse(null);
        String name = firstOf(json.textAt(pointers.user() + "/name"), subject, otherwise);
        if (name == null) {
            return null;
        }
        return new User(
                name,
                json.textAt(pointers.user() + "/email"),
                roles(),
                subject,
                jwt.map(Jwt::issuer).orElse(null));
    }

    private List<String> roles() {
        JsonValue roles = json.at(pointers.roles());
        if (roles instanceof JsonArray several) {
            return several.stream()
                    .map(JsonText::text)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
        }
        String single = json.textAt(pointers.roles());
        return single == null ? List.of() : List.of(single);
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
