package org.authfilter.internal.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.authfilter.internal.config.PathPattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the resource of a request. A servlet with a prefix mapping names its resources by {@code pathInfo}. FacesServlet
 * serves one view under each of its mappings. Thread-safe.
 */
final class ServedResources {

    private final Map<String, Optional<FacesMapping>> facesMappings = new ConcurrentHashMap<>();

    /**
     * Returns the resource of a request.
     *
     * @param mapping the mapping of the request
     * @param path the normalized path
     */
    ServedResource of(HttpServletRequest request, HttpServletMapping mapping, String path) {
        MappingMatch match = mapping.getMappingMatch();
        if (match == null || match == MappingMatch.DEFAULT || match == MappingMatch.CONTEXT_ROOT) {
            return ServedResource.SAME_AS_PATH;
        }
        String pathInfo = match == MappingMatch.PATH ? request.getPathInfo() : null;
        String name = pathInfo == null ? path : RequestPath.normalized(pathInfo);
        Optional<FacesMapping> faces = facesMapping(request.getServletContext(), mapping.getServletName());
        if (faces.isPresent()) {
            return faces.get().view(name);
        }
        String prefix = request.getServletPath();
        return name.equals(path)
                ? ServedResource.SAME_AS_PATH
                : new ServedResource(List.of(name), pattern -> below(prefix, pattern));
    }

    /** The mapping of the servlet if it is FacesServlet; empty for any other servlet. */
    private Optional<FacesMapping> facesMapping(ServletContext context, @Nullable String servletName) {
        return servletName == null
                ? Optional.empty()
                : facesMappings.computeIfAbsent(
                        servletName,
                        name -> Optional.ofNullable(context.getServletRegistration(name))
                                .filter(servlet -> FacesMapping.SERVLET.equals(servlet.getClassName()))
                                .map(servlet -> FacesMapping.of(servlet, context)));
    }

    /** The pattern itself, and what it names below the prefix of the servlet. The path has the same extension. */
    private static Stream<PathPattern> below(String prefix, PathPattern pattern) {
        return switch (pattern.kind()) {
            case EXACT, PREFIX -> Stream.concat(Stream.of(pattern), pattern.below(prefix).stream());
            case EXTENSION -> Stream.empty();
            case EVERYTHING -> Stream.of(pattern);
        };
    }
}
