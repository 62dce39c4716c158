package org.authfilter.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the language of a page by {@code Accept-Language} (RFC 9110, section 12.5.4): the first one in which there are
 * texts, else English. Thread-safe.
 */
public final class Languages implements AutoCloseable {

    private static final String BUILT_IN = "org.authfilter.internal.web.texts";
    private static final Control NO_FALLBACK = Control.getNoFallbackControl(Control.FORMAT_DEFAULT);

    /** Others in the header are ignored, so that strangers can't fill the memory with names of languages. */
    private static final Set<Locale> LOCALES = Set.copyOf(List.of(Locale.getAvailableLocales()));

    private final @Nullable String baseName;
    private final ClassLoader loader;
    private final Map<Locale, Optional<Texts>> found = new ConcurrentHashMap<>();

    /**
     * Creates the choice among the languages of a WAR and the built-in ones.
     *
     * @param baseName the name of the WAR's bundle; {@code null} if it has none
     * @param loader finds the WAR's bundle
     * @throws MissingResourceException if there is no such bundle in any language
     */
    public Languages(@Nullable String baseName, ClassLoader loader) {
        this.baseName = baseName;
        this.loader = loader;
        if (baseName != null && own(Locale.ROOT) == null && LOCALES.stream().allMatch(locale -> own(locale) == null)) {
            throw new MissingResourceException("There is no bundle " + baseName, baseName, "");
        }
    }

    Texts texts(HttpServletRequest request) {
        List<Locale> accepted =
                request.getHeader("Accept-Language") == null ? List.of() : Collections.list(request.getLocales());
        String displayName = request.getServletContext().getServletContextName();
        return accepted.stream()
                .map(Languages::known)
                .filter(locale -> LOCALES.contains(locale) && !locale.equals(Locale.ROOT))
                .flatMap(locale -> found.computeIfAbsent(locale, wanted -> find(wanted, displayName)).stream())
                .findFirst()
                .orElseGet(() -> english(displayName));
    }

    private static Locale known(Locale accepted) {
        return LOCALES.contains(accepted) ? accepted : Locale.forLanguageTag(accepted.getLanguage());
    }

    private Texts english(@Nullable String displayName) {
        return found.computeIfAbsent(
                        Locale.ROOT,
                        root -> Optional.of(new Texts("en", own(Locale.ENGLISH), builtIn(Locale.ROOT), displayName)))
                .orElseThrow();
    }

    private Optional<Texts> find(Locale wanted, @Nullable String displayName) {
        ResourceBundle own = own(wanted);
        ResourceBundle builtIn = builtIn(wanted);
        String language = wanted.getLanguage();
        if (own != null && own.getLocale().getLanguage().equals(language)) {
            return Optional.of(new Texts(own.getLocale().toLanguageTag(), own, builtIn, displayName));
        }
        boolean isBuiltIn = builtIn.getLocale().getLanguage().equals(language) || language.equals("en");
        return isBuiltIn ? Optional.of(new Texts(language, own, builtIn, displayName)) : Optional.empty();
    }

    private @Nullable ResourceBundle own(Locale locale) {
        if (baseName == null) {
            return null;
        }
        try {
            return ResourceBundle.getBundle(baseName, locale, loader, NO_FALLBACK);
        } catch (MissingResourceException notInThisLanguage) {
            return null;
        }
    }

    private static ResourceBundle builtIn(Locale locale) {
        return ResourceBundle.getBundle(BUILT_IN, locale, Languages.class.getClassLoader(), NO_FALLBACK);
    }

    /** Lets the JDK forget the bundles, which it keeps by their class loader. */
    @Override
    public void close() {
        ResourceBundle.clearCache(loader);
        ResourceBundle.clearCache(Languages.class.getClassLoader());
    }
}
