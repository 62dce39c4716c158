package org.authfilter.internal.boot;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Servlets and files of the WAR that no request reaches, since the endpoints of auth-filter have their paths. */
final class EndpointConflicts {

    private EndpointConflicts() {}

    /**
     * One sentence if there are such servlets or files, which are known when auth-filter starts.
     *
     * @param path the path of the endpoints, such as {@code /auth}
     */
    static List<String> of(ServletContext context, String path) {
        Set<String> hidden = new TreeSet<>();
        for (ServletRegistration servlet : context.getServletRegistrations().values()) {
            Collection<String> mappings = servlet.getMappings();
            mappings.stream()
                    .filter(mapping -> mapping.equals(path) || mapping.startsWith(path + "/"))
                    .forEach(hidden::add);
        }
        Set<String> files = context.getResourcePaths(path + "/");
        if (files != null) {
            hidden.addAll(files);
        }
        return hidden.isEmpty()
                ? List.of()
                : List.of("no request reaches " + String.join(", ", hidden) + ": all paths below " + path
                        + " belong to auth-filter. Move them, or choose another path with the key path");
    }
}
