package org.authfilter.internal.config;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.authfilter.AuthFilterConfig;

/** The members of auth-filter's annotations as keys and values; for a key that is there twice, the first wins. */
final class AnnotationValues {

    private static final String NAME = "name";
    private static final String TYPE = "type";

    private AnnotationValues() {}

    static Map<String, String> of(Class<?> type) {
        Map<String, String> values = new LinkedHashMap<>();
        for (AuthFilterConfig config : type.getAnnotationsByType(AuthFilterConfig.class)) {
            members(config).forEach(values::putIfAbsent);
        }
        for (ProviderKind kind : ProviderKind.all()) {
            for (Annotation provider : type.getAnnotationsByType(kind.annotation())) {
                ofProvider(kind, members(provider)).forEach(values::putIfAbsent);
            }
        }
        return values;
    }

    private static Map<String, String> ofProvider(ProviderKind kind, Map<String, String> members) {
        String prefix = ProviderKeyName.prefix(members.getOrDefault(NAME, ""));
        members.remove(NAME);
        Map<String, String> values = new LinkedHashMap<>();
        values.put(prefix + TYPE, kind.wireName());
        members.forEach((key, value) -> values.put(prefix + key, value));
        return values;
    }

    /** The members that are not blank. */
    private static Map<String, String> members(Annotation annotation) {
        Map<String, String> members = new LinkedHashMap<>();
        for (Method member : annotation.annotationType().getDeclaredMethods()) {
            String value = text(annotation, member);
            if (!value.isBlank()) {
                members.put(kebabCase(member.getName()), value);
            }
        }
        return members;
    }

    private static String text(Annotation annotation, Method member) {
        try {
            Object value = member.invoke(annotation);
            return value instanceof String[] several ? String.join(",", several) : String.valueOf(value);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("An annotation can't be read: " + member, impossible);
        }
    }

    private static String kebabCase(String camelCase) {
        return camelCase
                .replaceAll("([A-Z])", "-$1")
                .toLowerCase(Locale.ROOT)
                .replace("shared-store-", "shared-store.");
    }
}
