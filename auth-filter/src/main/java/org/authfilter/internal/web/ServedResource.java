package org.authfilter.internal.web;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.authfilter.internal.config.PathPattern;
import org.authfilter.internal.config.PathRules;

/**
 * The resource of a request as the servlet that serves it names it, which may differ from the path of the request.
 *
 * @param names the names that the servlet may read from the request
 * @param asNamed translates a pattern for paths into patterns for such names
 */
record ServedResource(List<String> names, Function<PathPattern, Stream<PathPattern>> asNamed) {

    /** The name is the path of the request. */
    static final ServedResource SAME_AS_PATH = new ServedResource(List.of(), Stream::of);

    boolean isProtectedBy(PathRules rules, String path) {
        for (String name : names) {
            if (rules.isProtectedResource(name, path, asNamed)) {
                return true;
            }
        }
        return false;
    }
}
