package org.authfilter.internal.config;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.authfilter.AuthFilterConfig;
import org.authfilter.CredentialsProvider;
import org.authfilter.OidcProvider;

/** What is written in the members of our annotations, as keys and values; the first that writes a key wins. */
final class AnnotationValues {

    private AnnotationValues() {}

    static Map<String, String> of(Class<?> type) {
        Map<String, String> values = new LinkedHashMap<>();
        for (AuthFilterConfig config : type.getAnnotationsByType(AuthFilterConfig.class)) {
            collect(config, "", values);
        }
        for (CredentialsProvider provider : type.getAnnotationsByType(CredentialsProvider.class)) {
            collectProvider(provider, provider.name(), "credentials", values);
        }
        for (OidcProvider provider : type.getAnnotationsByType(OidcProvider.class)) {
            collectProvider(provider, provider.name(), "oidc", values);
        }
        return values;
    }

    private static void collectProvider(Annotation provider, String name, String type, Map<String, String> values) {
        String prefix = "provider." + name + ".";
        values.putIfAbsent(prefix + "type", type);
        collect(provider, prefix, values);
        values.remove(prefix + "name");
    }

    private static void collect(Annotation annotation, String prefix, Map<String, String> values) {
        for (Method member : annotation.annotationType().getDeclaredMethods()) {
            String value = text(annotation, member);
            if (!value.isBlank()) {
                values.putIfAbsent(prefix + kebabCase(member.getName()), value);
            }
        }
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
        return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
