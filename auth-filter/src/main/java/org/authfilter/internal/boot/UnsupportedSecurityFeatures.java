package org.authfilter.internal.boot;

import jakarta.annotation.security.RolesAllowed;
import jakarta.servlet.annotation.ServletSecurity;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Security features of a WAR that do not work where the container is not told the caller: the server applies them to its
 * own caller, who is anonymous.
 */
final class UnsupportedSecurityFeatures {

    private static final Set<String> SESSION_BEAN =
            Set.of("jakarta.ejb.Stateless", "jakarta.ejb.Stateful", "jakarta.ejb.Singleton");
    private static final String REMEDY = " The server applies it before any filter and refuses every caller of"
            + " auth-filter. Remove it, and name the paths with their roles in required-roles";

    private UnsupportedSecurityFeatures() {}

    /** One sentence for each feature, with its effect and the remedy. */
    static List<String> of(WebXml webXml, Set<Class<?>> annotated) {
        List<String> found = new ArrayList<>();
        if (webXml.hasConstraintWithRole()) {
            found.add("web.xml has a <security-constraint> with a <role-name>." + REMEDY
                    + "; on Payara, @RolesAllowed of JAX-RS has no effect as long as the constraint is there");
        }
        webXml.loginMethod()
                .ifPresent(method -> found.add("web.xml has a <login-config> with " + method + ". That is the server's"
                        + " own sign-in, which does not know auth-filter; on Payara, @RolesAllowed of JAX-RS leads"
                        + " there. Remove it; the key sign-in-page names a sign-in page of your own"));
        String servlets = names(annotated, UnsupportedSecurityFeatures::isSecuredServlet);
        if (!servlets.isEmpty()) {
            found.add("@ServletSecurity demands roles on " + servlets + "." + REMEDY);
        }
        String sessionBeans = names(annotated, UnsupportedSecurityFeatures::isSecuredSessionBean);
        if (!sessionBeans.isEmpty()) {
            found.add("@RolesAllowed is on the EJB " + sessionBeans + ". The EJB container refuses every caller of"
                    + " auth-filter: check roles before the call, with request.isUserInRole, with"
                    + " @RolesAllowed on JAX-RS resources or with @Inject AuthSession");
        }
        return found;
    }

    private static String names(Set<Class<?>> annotated, Predicate<Class<?>> wanted) {
        return annotated.stream().filter(wanted).map(Class::getName).sorted().collect(Collectors.joining(", "));
    }

    private static boolean isSecuredServlet(Class<?> type) {
        ServletSecurity security = type.getAnnotation(ServletSecurity.class);
        return security != null
                && (security.value().rolesAllowed().length > 0
                        || Arrays.stream(security.httpMethodConstraints())
                                .anyMatch(method -> method.rolesAllowed().length > 0));
    }

    private static boolean isSecuredSessionBean(Class<?> type) {
        return isSessionBean(type)
                && Stream.concat(Stream.of(type), Arrays.stream(type.getDeclaredMethods()))
                        .anyMatch(element -> element.isAnnotationPresent(RolesAllowed.class));
    }

    /** By name, because a servlet container has no EJB API. */
    private static boolean isSessionBean(Class<?> type) {
        return Arrays.stream(type.getAnnotations())
                .map(Annotation::annotationType)
                .map(Class::getName)
                .anyMatch(SESSION_BEAN::contains);
    }
}
