package org.authfilter.internal.boot;

import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.ServletContext;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * JAX-RS resources with {@code @RolesAllowed} that nothing enforces: Jersey in the {@code WEB-INF/lib} of a WAR ignores
 * the annotation. Jakarta EE servers enforce it in their own Jersey or RESTEasy; RESTEasy in a WAR
 * enforces it because auth-filter sets its {@code resteasy.role.based.security}.
 */
final class UnenforcedRoles {

    private static final String JERSEY = "org.glassfish.jersey.server.ResourceConfig";
    private static final String FEATURE = "org.glassfish.jersey.server.filter.RolesAllowedDynamicFeature";
    private static final String PATH = "jakarta.ws.rs.Path";

    private UnenforcedRoles() {}

    /** One sentence if there are such resources. */
    static List<String> of(ServletContext context, Set<Class<?>> annotated) {
        String resources = annotated.stream()
                .filter(UnenforcedRoles::isResourceWithRoles)
                .map(Class::getName)
                .sorted()
                .collect(Collectors.joining(", "));
        return resources.isEmpty() || !hasOwnJersey(context) || isFeatureConfigured(context)
                ? List.of()
                : List.of("@RolesAllowed on " + resources + " has no effect unless " + FEATURE
                        + " is registered: the Jersey in this WAR does not enforce roles by itself. Register it in the"
                        + " jakarta.ws.rs.core.Application, or name it in the context-param"
                        + " jersey.config.server.provider.classnames");
    }

    private static boolean isResourceWithRoles(Class<?> type) {
        return hasElement(type, annotation -> annotation instanceof RolesAllowed)
                && hasElement(
                        type,
                        annotation -> annotation.annotationType().getName().equals(PATH));
    }

    private static boolean hasElement(Class<?> type, Predicate<Annotation> wanted) {
        return Stream.<AnnotatedElement>concat(Stream.of(type), Arrays.stream(type.getDeclaredMethods()))
                .flatMap(element -> Arrays.stream(element.getAnnotations()))
                .anyMatch(wanted);
    }

    /** Jersey of a server has another class loader than the WAR. */
    private static boolean hasOwnJersey(ServletContext context) {
        ClassLoader ofTheWar = context.getClassLoader();
        Class<?> jersey = find(ofTheWar);
        return jersey != null && jersey.getClassLoader() == ofTheWar;
    }

    private static @Nullable Class<?> find(ClassLoader loader) {
        try {
            return Class.forName(JERSEY, false, loader);
        } catch (ClassNotFoundException | LinkageError warWithoutJersey) {
            return null;
        }
    }

    private static boolean isFeatureConfigured(ServletContext context) {
        return Stream.concat(
                        Collections.list(context.getInitParameterNames()).stream()
                                .map(context::getInitParameter),
                        context.getServletRegistrations().values().stream()
                                .flatMap(servlet -> servlet.getInitParameters().values().stream()))
                .anyMatch(value -> value.contains(FEATURE));
    }
}
