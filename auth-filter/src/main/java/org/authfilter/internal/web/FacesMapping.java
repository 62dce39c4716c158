package org.authfilter.internal.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.authfilter.internal.config.PathPattern;
import org.authfilter.internal.config.PathPattern.Kind;

/**
 * The mapping of FacesServlet: {@code /admin/del.jsf}, {@code /admin/del.xhtml} and {@code /faces/admin/del.xhtml} are one
 * view (Jakarta Faces 4.0, sections 2.5.2.1 and 7.7.1.2). Here its name ends with {@link #EXTENSION}, whatever the
 * extensions of the request and of the file are.
 *
 * @param prefixes of prefix mappings, such as {@code /faces}
 * @param extensions of extension mappings and of files that contain views, such as {@code .jsf}
 * @param exact exact mappings, such as {@code /admin/del}
 */
record FacesMapping(List<String> prefixes, List<String> extensions, List<String> exact) {

    static final String SERVLET = "jakarta.faces.webapp.FacesServlet";

    private static final String EXTENSION = ".xhtml";

    /** Repeated prefixes are removed one by one only so often: a client chooses how long its path is. */
    private static final int MOST_FORMS = 20;

    /** Parameters with the extensions of the files, separated by spaces. */
    private static final List<String> SUFFIX_PARAMETERS =
            List.of("jakarta.faces.FACELETS_SUFFIX", "jakarta.faces.DEFAULT_SUFFIX");

    static FacesMapping of(ServletRegistration servlet, ServletContext context) {
        List<String> prefixes = new ArrayList<>();
        Set<String> extensions = new LinkedHashSet<>(Set.of(EXTENSION));
        List<String> exact = new ArrayList<>();
        for (String pattern : servlet.getMappings()) {
            if (pattern.startsWith("*.")) {
                extensions.add(pattern.substring(1));
            } else if (pattern.endsWith("/*")) {
                prefixes.add(pattern.substring(0, pattern.length() - 2));
            } else {
                exact.add(pattern);
            }
        }
        for (String parameter : SUFFIX_PARAMETERS) {
            String configured = context.getInitParameter(parameter);
            if (configured != null) {
                extensions.addAll(List.of(configured.strip().split("\\s+")));
            }
        }
        return new FacesMapping(List.copyOf(prefixes), List.copyOf(extensions), List.copyOf(exact));
    }

    /** Returns the view of a path, or of the {@code pathInfo} below a prefix. */
    ServedResource view(String path) {
        return new ServedResource(
                withoutPrefixes(path).stream().map(this::named).toList(), this::patternsOfViews);
    }

    /** Faces ignores a prefix that is repeated: {@code /faces/faces/a.xhtml} is {@code /a.xhtml}. */
    private List<String> withoutPrefixes(String path) {
        List<String> paths = new ArrayList<>(List.of(path));
        for (int i = 0; i < paths.size() && paths.size() < MOST_FORMS; i++) {
            for (String prefix : prefixes) {
                addBelow(prefix, paths.get(i), paths);
            }
        }
        return paths;
    }

    private static void addBelow(String prefix, String path, List<String> paths) {
        int end = 0;
        while (!prefix.isEmpty() && path.startsWith(prefix + "/", end)) {
            end += prefix.length();
        }
        if (end > 0) {
            paths.add(path.substring(prefix.length()));
            paths.add(path.substring(end));
        }
    }

    private String named(String path) {
        return extensions.stream()
                .filter(path::endsWith)
                .findFirst()
                .map(extension -> path.substring(0, path.length() - extension.length()))
                .or(() -> Optional.of(path).filter(exact::contains))
                .map(name -> name + EXTENSION)
                .orElse(path);
    }

    private Stream<PathPattern> patternsOfViews(PathPattern pattern) {
        return switch (pattern.kind()) {
            case EXACT ->
                withoutPrefixes(pattern.text()).stream().map(path -> new PathPattern(Kind.EXACT, named(path)));
            case PREFIX ->
                Stream.concat(Stream.of(pattern), prefixes.stream().flatMap(prefix -> within(prefix, pattern)));
            case EXTENSION ->
                extensions.contains(pattern.text())
                        ? Stream.of(new PathPattern(Kind.EXTENSION, EXTENSION))
                        : Stream.empty();
            case EVERYTHING -> Stream.of(pattern);
        };
    }

    /** {@code /faces/*} names all views, {@code /faces/admin/*} those below {@code /admin}. */
    private static Stream<PathPattern> within(String prefix, PathPattern pattern) {
        return pattern.text().equals(prefix)
                ? Stream.of(new PathPattern(Kind.PREFIX, ""))
                : pattern.below(prefix).stream();
    }
}
