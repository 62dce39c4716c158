package org.authfilter.internal.config;

import java.util.Arrays;
import org.authfilter.User;
import org.jspecify.annotations.Nullable;

/** What {@code getName()} of a principal returns. Other names than the subject need not be unique, and may change. */
public enum PrincipalName {
    NAME("name"),
    SUBJECT("subject"),
    PROVIDER_SUBJECT("provider:subject");

    static final String DOCUMENTATION = "what `getName()` of the principal returns: `name`, `subject` (the `sub` of the"
            + " tokens), or `provider:subject`, which no user of another provider can have";

    private final String wireName;

    PrincipalName(String wireName) {
        this.wireName = wireName;
    }

    /** Parses a configured text; throws {@link IllegalArgumentException} with the remedy. */
    static PrincipalName of(String text) {
        return Arrays.stream(values())
                .filter(principal -> principal.wireName.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("write one of name, subject, provider:subject"));
    }

    /** {@code user} with the name that this asks for; {@code null} if they have no subject and need one. */
    public @Nullable User applyTo(User user, String provider) {
        if (this == NAME) {
            return user;
        }
        String subject = user.subject();
        return subject == null
                ? null
                : new User(
                        this == SUBJECT ? subject : provider + ":" + subject,
                        user.email(),
                        user.roles(),
                        subject,
                        user.issuer());
    }
}
