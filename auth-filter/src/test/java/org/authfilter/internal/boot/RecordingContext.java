package org.authfilter.internal.boot;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletRegistration;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.mock.web.MockServletContext;

/** A servlet context that accepts what an initializer adds, and remembers it. */
class RecordingContext extends MockServletContext {

    /** A filter that was added, and its mapping. */
    record Added(String name, Object filter, Set<DispatcherType> dispatches, boolean isLast, String pattern) {}

    final List<Added> filters = new ArrayList<>();
    final List<EventListener> listeners = new ArrayList<>();
    private final Map<String, ServletRegistration> servlets = new LinkedHashMap<>();
    private final Map<String, Set<String>> files = new LinkedHashMap<>();

    /** Has a servlet with these mappings. */
    RecordingContext servlet(String name, String... mappings) {
        servlets.put(name, (ServletRegistration) Proxy.newProxyInstance(
                RecordingContext.class.getClassLoader(),
                new Class<?>[] {ServletRegistration.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getMappings" -> List.of(mappings);
                    case "getInitParameters" -> Map.of();
                    default -> null;
                }));
        return this;
    }

    /** Has these files in {@code directory}. */
    RecordingContext files(String directory, String... paths) {
        files.put(directory, Set.of(paths));
        return this;
    }

    @Override
    public Map<String, ? extends ServletRegistration> getServletRegistrations() {
        return servlets;
    }

    @Override
    public @Nullable Set<String> getResourcePaths(String path) {
        return files.get(path);
    }

    @Override
    public FilterRegistration.Dynamic addFilter(String name, Filter filter) {
        return registration(name, filter);
    }

    @Override
    public FilterRegistration.Dynamic addFilter(String name, Class<? extends Filter> type) {
        return registration(name, type);
    }

    @Override
    public <T extends EventListener> void addListener(T listener) {
        listeners.add(listener);
    }

    @SuppressWarnings("unchecked")
    private FilterRegistration.Dynamic registration(String name, Object filter) {
        return (FilterRegistration.Dynamic) Proxy.newProxyInstance(
                RecordingContext.class.getClassLoader(),
                new Class<?>[] {FilterRegistration.Dynamic.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("addMappingForUrlPatterns")) {
                        filters.add(new Added(
                                name,
                                filter,
                                (Set<DispatcherType>) arguments[0],
                                (boolean) arguments[1],
                                ((String[]) arguments[2])[0]));
                    }
                    return null;
                });
    }
}
