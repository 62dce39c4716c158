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
 * What a WAR uses and a request wrapper can't reach: the server judges it by its own caller, who is anonymous, and not
 * by whom auth-filter has signed in.
 */
final class UnsupportedSecurityFeatures {

    private static final Set<String> SESSION_BEAN =
            Set.of("jakarta.ejb.Stateless", "jakarta.ejb.Stateful", "jakarta.ejb.Singleton");
    private static final String GUARD_INSTEAD = " judged by the server before any filter, which refuses everybody"
            + " that auth-filter has signed in. Remove it, name the paths in protected-paths, and ask for roles with"
            + " request.isUserInRole or with @RolesAllowed on JAX-RS resources";

    private UnsupportedSecurityFeatures() {}

    /** One sentence for each thing: what it is, what it leads to, and what to do instead. */
    static List<String> of(WebXml webXml, Set<Class<?>> annotated) {
        List<String> found = new ArrayList<>();
        if (webXml.asksForRoles()) {
            found.add("web.xml has a <security-constraint> with a <role-name>. It is" + GUARD_INSTEAD
                    + ", which on Payara do not hold as long as the constraint is there");
        }
        webXml.loginMethod()
                .ifPresent(method -> found.add("web.xml has a <login-config> with " + method + ". That is the server's"
                        + " own sign-in, of which auth-filter knows nothing; on Payara, @RolesAllowed of JAX-RS leads"
                        + " there. Remove it; a sign-in page of your own is named by the key sign-in-page"));
        String servlets = names(annotated, UnsupportedSecurityFeatures::isSecuredServlet);
        if (!servlets.isEmpty()) {
            found.add("@ServletSecurity asks for roles on " + servlets + ". It is" + GUARD_INSTEAD);
        }
        String sessionBeans = names(annotated, UnsupportedSecurityFeatures::isSecuredSessionBean);
        if (!sessionBeans.isEmpty()) {
            found.add("@RolesAllowed stands on the EJB " + sessionBeans + ". The EJB container refuses everybody that"
                    + " auth-filter has signed in: ask for roles before the call, with request.isUserInRole, with"
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

    /** By name, since a servlet container has no EJB API. */
    private static boolean isSessionBean(Class<?> type) {
        return Arrays.stream(type.getAnnotations())
                .map(Annotation::annotationType)
                .map(Class::getName)
                .anyMatch(SESSION_BEAN::contains);
    }
}
