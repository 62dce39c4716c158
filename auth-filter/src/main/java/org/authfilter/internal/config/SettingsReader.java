package org.authfilter.internal.config;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.authfilter.internal.config.ConfigValue.Kind;
import org.jspecify.annotations.Nullable;

/** Makes {@link Settings} of what was said, or tells all mistakes at once. */
public final class SettingsReader {

    private static final Logger LOG = System.getLogger("org.authfilter.config");
    private static final Pattern PROVIDER_KEY = Pattern.compile("provider\\.([^.]*)\\.(.+)");
    private static final Pattern PROVIDER_NAME = Pattern.compile("[a-z0-9-]+");
    private static final String NAMING = "a provider's name has lower-case letters, digits and hyphens only";

    private final ConfigSources places;
    private final ConfigProblems mistakes = new ConfigProblems();
    private final ConfigReader lookup;
    private final Map<String, ProviderType> types = new HashMap<>();

    private SettingsReader(ConfigSources places, UnaryOperator<@Nullable String> placeholders) {
        this.places = places;
        this.lookup = new ConfigReader(places.said(), placeholders, mistakes);
    }

    /**
     * Reads and validates everything.
     *
     * @param placeholders gives the value of a placeholder's name, or {@code null}
     * @throws ConfigurationException naming every mistake
     */
    public static Settings read(ConfigSources places, UnaryOperator<@Nullable String> placeholders) {
        return new SettingsReader(places, placeholders).read();
    }

    private Settings read() {
        Settings settings = settings();
        places.contradictions()
                .forEach((key, said) ->
                        mistakes.wrong(key, said, "an annotation on another class says otherwise; keep one of them"));
        findUnknownKeys();
        if (settings.enabled()) {
            tellOfOtherProviders();
        }
        mistakes.throwIfAny();
        return settings;
    }

    private Settings settings() {
        boolean enabled = lookup.required(Key.ENABLED, Converters::bool, true);
        String path = lookup.required(Key.PATH, Converters::path, "/auth");
        return new Settings(
                enabled,
                path,
                new PathRules(
                        lookup.required(Key.PROTECTED_PATHS, Converters::patterns, List.of()),
                        orElse(lookup.optional(Key.PUBLIC_PATHS, Converters::patterns), List.of())),
                lookup.optional(Key.SIGN_IN_PAGE, value -> Converters.pathOutside(path, value)),
                lookup.optional(Key.BASE_URL, Converters::baseUrl),
                RefreshReader.read(lookup),
                lookup.optional(Key.IDLE_TIMEOUT, Converters::positiveDuration),
                lookup.optional(Key.SESSION_MAX_AGE, Converters::positiveDuration),
                lookup.required(
                        Key.SESSION_END, value -> Converters.choice(SessionEnd.class, value), SessionEnd.INVALIDATE),
                lookup.required(Key.EXPOSE_ACCESS_TOKEN, Converters::bool, false),
                lookup.required(Key.CLOCK_SKEW, Converters::duration, Duration.ZERO),
                enabled ? providers() : List.of());
    }

    private List<ProviderSettings> providers() {
        Set<String> names = providerNames();
        if (names.isEmpty()) {
            mistakes.missing(
                    "provider.NAME.type",
                    "there is no provider; say who issues tokens, for instance provider.backend.type=credentials and"
                            + " provider.backend.login-url=https://backend.example/auth/login");
        }
        return names.stream().map(this::provider).toList();
    }

    private ProviderSettings provider(String name) {
        ProviderType type = typeOf(name);
        types.put(name, type);
        return type == ProviderType.OIDC ? OidcReader.read(name, lookup) : CredentialsReader.read(name, lookup);
    }

    private ProviderType typeOf(String name) {
        ProviderType said = lookup.mandatory(
                CredentialsKey.TYPE.of(name),
                value -> Converters.choice(ProviderType.class, value),
                "write credentials or oidc");
        return said == null ? likelyTypeOf(name) : said;
    }

    /** So that the other mistakes are told in the words of the type that was meant. */
    private ProviderType likelyTypeOf(String name) {
        return places.said().containsKey(OidcKey.CLIENT_ID.of(name)) ? ProviderType.OIDC : ProviderType.CREDENTIALS;
    }

    private Set<String> providerNames() {
        Set<String> names = new LinkedHashSet<>();
        places.said().forEach((key, said) -> {
            Matcher providerKey = PROVIDER_KEY.matcher(key);
            if (providerKey.matches()
                    && isProviderName(key, providerKey.group(1), said)
                    && isMeant(providerKey.group(1), said)) {
                names.add(providerKey.group(1));
            }
        });
        return names;
    }

    private boolean isProviderName(String key, String name, ConfigValue said) {
        boolean isName = PROVIDER_NAME.matcher(name).matches();
        if (!isName && said.kind() != Kind.SHARED) {
            mistakes.wrong(key, said, NAMING);
        }
        return isName;
    }

    /** A shared place also holds what other applications need, a secret say; with a type it is said for all of them. */
    private boolean isMeant(String provider, ConfigValue said) {
        return said.kind() != Kind.SHARED || places.said().containsKey(CredentialsKey.TYPE.of(provider));
    }

    private void findUnknownKeys() {
        Set<String> known = Arrays.stream(Key.values()).map(Key::wireName).collect(Collectors.toSet());
        places.said().forEach((key, said) -> {
            Matcher providerKey = PROVIDER_KEY.matcher(key);
            boolean isKnown = known.contains(key)
                    || (providerKey.matches() && isKnownOf(providerKey.group(1), providerKey.group(2)));
            if (!isKnown) {
                unknown(key, said);
            }
        });
    }

    /** The keys of every type are known of a provider that was not read. */
    private boolean isKnownOf(String provider, String key) {
        ProviderType type = types.get(provider);
        Stream<ProviderType> candidates = type == null ? Arrays.stream(ProviderType.values()) : Stream.of(type);
        return candidates
                .flatMap(candidate -> Arrays.stream(ProviderKey.of(candidate)))
                .anyMatch(known -> known.wireName().equals(key));
    }

    private void unknown(String key, ConfigValue said) {
        if (said.kind() == Kind.SHARED) {
            LOG.log(Level.WARNING, "auth-filter knows no key {0} ({1}); it is ignored", key, said.place());
        } else {
            mistakes.unknown(key, said);
        }
    }

    private void tellOfOtherProviders() {
        places.said().forEach((key, said) -> {
            Matcher providerKey = PROVIDER_KEY.matcher(key);
            if (said.kind() == Kind.SHARED
                    && providerKey.matches()
                    && !types.containsKey(providerKey.group(1))
                    && isKnownOf(providerKey.group(1), providerKey.group(2))) {
                LOG.log(
                        Level.WARNING,
                        "auth-filter ignores {0} ({1}): {2}",
                        key,
                        said.place(),
                        whyIgnored(providerKey.group(1)));
            }
        });
    }

    private static String whyIgnored(String provider) {
        return PROVIDER_NAME.matcher(provider).matches()
                ? "this application has no such provider; to have it, say " + CredentialsKey.TYPE.of(provider)
                : NAMING;
    }

    private static <T> T orElse(@Nullable T value, T byDefault) {
        return value == null ? byDefault : value;
    }
}
