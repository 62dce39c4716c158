package org.authfilter.internal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Collections;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.authfilter.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{0}");

    @Test
    void a_bundle_that_is_missing_in_all_languages_is_refused() {
        assertThatExceptionOfType(MissingResourceException.class)
                .isThrownBy(() -> new Languages("org.shop.Missing", getClass().getClassLoader()).close());
    }

    @Test
    void a_bundle_in_one_language_only_is_enough() {
        new Languages("org.authfilter.internal.web.partial", getClass().getClassLoader()).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "fr", "es"})
    void each_language_has_all_texts_with_the_same_placeholders(String language) {
        ResourceBundle english = bundle(Locale.ROOT);
        ResourceBundle translated = bundle(Locale.forLanguageTag(language));

        assertThat(translated.getLocale().getLanguage()).isEqualTo(language);
        for (String key : Collections.list(english.getKeys())) {
            assertThat(((PropertyResourceBundle) translated).handleGetObject(key))
                    .as(key)
                    .isNotNull();
            assertThat(PLACEHOLDER.matcher(translated.getString(key)).results().count())
                    .as(key)
                    .isEqualTo(PLACEHOLDER
                            .matcher(english.getString(key))
                            .results()
                            .count());
        }
        for (ErrorCode error : ErrorCode.values()) {
            assertThat(translated.containsKey("error." + error.code()))
                    .as(error.code())
                    .isTrue();
        }
    }

    @Test
    void all_translations_have_the_same_keys() {
        TreeSet<String> german = new TreeSet<>(bundle(Locale.GERMAN).keySet());

        assertThat(bundle(Locale.FRENCH).keySet()).containsExactlyInAnyOrderElementsOf(german);
        assertThat(bundle(Locale.forLanguageTag("es")).keySet()).containsExactlyInAnyOrderElementsOf(german);
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                "org.authfilter.internal.web.texts",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT));
    }
}
