package org.authfilter.internal.config;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.authfilter.CredentialsProvider;
import org.authfilter.OidcProvider;

/** All that the configuration has to know about one kind of provider. */
public final class ProviderKind {

    /** A separate backend takes credentials and issues tokens. */
    public static final ProviderKind CREDENTIALS =
            new ProviderKind("credentials", CredentialsProvider.class, CredentialsKeys.GROUP, CredentialsSettings::new);

    /** An OpenID Provider. */
    public static final ProviderKind OIDC =
            new ProviderKind("oidc", OidcProvider.class, OidcKeys.GROUP, OidcSettings::new);

    private static final List<ProviderKind> ALL = List.of(CREDENTIALS, OIDC);

    private final String wireName;
    private final Class<? extends Annotation> annotation;
    private final KeyGroup keys;
    private final BiFunction<String, Values, ProviderSettings> settings;

    private ProviderKind(
            String wireName,
            Class<? extends Annotation> annotation,
            KeyGroup keys,
            BiFunction<String, Values, ProviderSettings> settings) {
        this.wireName = wireName;
        this.annotation = annotation;
        this.keys = keys;
        this.settings = settings;
    }

    /** All kinds, in the order of the documentation. */
    public static List<ProviderKind> all() {
        return ALL;
    }

    /**
     * The kind that {@code type} names.
     *
     * @throws IllegalArgumentException with the remedy if it names none
     */
    static ProviderKind of(String type) {
        return ALL.stream()
                .filter(kind -> kind.wireName.equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("write one of " + wireNames(", ")));
    }

    /** The remedy for a provider without a kind. */
    static String remedyIfMissing() {
        return "write " + wireNames(" or ");
    }

    private static String wireNames(String separator) {
        return ALL.stream().map(ProviderKind::wireName).collect(Collectors.joining(separator));
    }

    /** The kind that has most of these keys; the first one at a tie. */
    static ProviderKind closestTo(Set<String> configured) {
        ProviderKind closest = CREDENTIALS;
        for (ProviderKind kind : ALL) {
            if (kind.count(configured) > closest.count(configured)) {
                closest = kind;
            }
        }
        return closest;
    }

    private long count(Set<String> configured) {
        return configured.stream().filter(keys::has).count();
    }

    /** The value of {@code provider.NAME.type}. */
    public String wireName() {
        return wireName;
    }

    /** The annotation that configures such a provider. */
    public Class<? extends Annotation> annotation() {
        return annotation;
    }

    /** The keys of such a provider. */
    KeyGroup keys() {
        return keys;
    }

    ProviderSettings settings(String name, Values values) {
        return settings.apply(name, values);
    }

    @Override
    public String toString() {
        return wireName;
    }
}
