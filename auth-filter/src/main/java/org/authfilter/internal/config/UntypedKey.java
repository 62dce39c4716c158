package org.authfilter.internal.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The first step of a declaration: a key has a name, and now gets a type. */
record UntypedKey(KeyGroup group, String name) {

    /** {@code true} or {@code false}. */
    KeyDeclaration<Boolean> bool() {
        return either("true", "false");
    }

    /** {@code on} or {@code off}. */
    KeyDeclaration<Boolean> onOff() {
        return either("on", "off");
    }

    /** One of two texts: whether it is {@code yes}. */
    KeyDeclaration<Boolean> either(String yes, String no) {
        return convertedBy(text -> Converters.either(yes, no, text));
    }

    /** A whole number above zero. */
    KeyDeclaration<Integer> positiveInt() {
        return convertedBy(Converters::positiveInt);
    }

    /** A duration, zero included. */
    KeyDeclaration<Duration> duration() {
        return convertedBy(Converters::duration);
    }

    /** A duration above zero. */
    KeyDeclaration<Duration> positiveDuration() {
        return convertedBy(Converters::positiveDuration);
    }

    /** A duration from zero to {@code longest}. */
    KeyDeclaration<Duration> durationUpTo(Duration longest) {
        return convertedBy(text -> Converters.durationUpTo(longest, text));
    }

    /** Any text. */
    KeyDeclaration<String> text() {
        return convertedBy(Function.identity());
    }

    /** A path inside the application. */
    KeyDeclaration<String> path() {
        return convertedBy(Converters::path);
    }

    /** Patterns as in a servlet mapping, separated by commas. */
    KeyDeclaration<PathPatterns> patterns() {
        return convertedBy(PathPatterns::parse);
    }

    /** A JSON pointer (RFC 6901). */
    KeyDeclaration<String> pointer() {
        return convertedBy(Converters::pointer);
    }

    /** JSON pointers, separated by commas, of which the first that points to something counts. */
    KeyDeclaration<List<String>> pointers() {
        return convertedBy(Converters::pointers);
    }

    /** Constant parameters, as in a query. */
    KeyDeclaration<Map<String, String>> params() {
        return convertedBy(Converters::params);
    }

    /** Names of form fields, separated by commas. */
    KeyDeclaration<List<String>> fields() {
        return convertedBy(Converters::fields);
    }

    /** What the principal's name is. */
    KeyDeclaration<PrincipalName> principal() {
        return convertedBy(PrincipalName::of).byDefault("name");
    }

    /** One of the constants of {@code type}, in kebab case. */
    <E extends Enum<E>> KeyDeclaration<E> choice(Class<E> type) {
        return convertedBy(text -> Converters.choice(type, text));
    }

    /** An absolute http or https address. */
    KeyDeclaration<URI> url() {
        return address(Converters::url);
    }

    /** An address of a special form. */
    <T> KeyDeclaration<T> address(Function<String, T> converter) {
        return new KeyDeclaration<>(group, name, converter, true);
    }

    /** Any other type; {@code converter} throws {@link IllegalArgumentException} with the remedy. */
    <T> KeyDeclaration<T> convertedBy(Function<String, T> converter) {
        return new KeyDeclaration<>(group, name, converter, false);
    }
}
