package org.authfilter.internal.web;

import java.util.ResourceBundle;
import org.authfilter.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The texts of the pages in one language: those of the WAR's bundle first, then the built-in ones. Immutable. */
public final class Texts {

    private final String language;
    private final @Nullable ResourceBundle own;
    private final ResourceBundle builtIn;
    private final String applicationName;

    Texts(String language, @Nullable ResourceBundle own, ResourceBundle builtIn, @Nullable String displayName) {
        this.language = language;
        this.own = own;
        this.builtIn = builtIn;
        String name = find("application");
        this.applicationName = name != null ? name : displayName == null ? "" : displayName.strip();
    }

    /** The language tag (BCP 47) for the pages. */
    String language() {
        return language;
    }

    /** What the users call this application; empty if that is not known. */
    String applicationName() {
        return applicationName;
    }

    /** The text of a key that is built in. */
    public String get(String key) {
        return orElse(key, key);
    }

    /** The text of a key that is built in, with {@code value} in place of <code>{0}</code>. */
    public String fill(String key, Object value) {
        return get(key).replace("{0}", value.toString());
    }

    /** The text of a key, else {@code otherwise}. */
    public String orElse(String key, String otherwise) {
        String text = find(key);
        return text == null ? otherwise : text;
    }

    /** The message of an error. */
    public String get(ErrorCode error) {
        return orElse("error." + error.code(), error.message());
    }

    private @Nullable String find(String key) {
        if (own != null && own.containsKey(key)) {
            return String.valueOf(own.getObject(key));
        }
        return builtIn.containsKey(key) ? builtIn.getString(key) : null;
    }
}
