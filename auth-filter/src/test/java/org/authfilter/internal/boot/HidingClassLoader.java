package org.authfilter.internal.boot;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The class loader of a WAR on a server without certain classes. It loads the classes of auth-filter itself. */
final class HidingClassLoader extends URLClassLoader {

    private final String hidden;
    private final Map<String, String> contextParams = new LinkedHashMap<>();

    /** Hides all classes whose names begin with {@code hidden}. */
    HidingClassLoader(String hidden) {
        super(classPath(), HidingClassLoader.class.getClassLoader());
        this.hidden = hidden;
    }

    private static URL[] classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> {
                    try {
                        return new File(entry).toURI().toURL();
                    } catch (MalformedURLException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                })
                .toArray(URL[]::new);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(hidden)) {
            throw new ClassNotFoundException(name);
        }
        synchronized (getClassLoadingLock(name)) {
            if (!name.startsWith("org.authfilter.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    /** A new instance of {@code type} as this class loader sees it; {@code T} is an interface of the parent. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    <T> T create(Class<?> type) throws ReflectiveOperationException {
        return (T) loadClass(type.getName()).getConstructor().newInstance();
    }

    HidingClassLoader contextParam(String name, String value) {
        contextParams.put(name, value);
        return this;
    }

    /** The context of the WAR. */
    RecordingContext context() {
        RecordingContext context = new RecordingContext() {
            @Override
            public ClassLoader getClassLoader() {
                return HidingClassLoader.this;
            }
        };
        contextParams.forEach(context::addInitParameter);
        return context;
    }
}
