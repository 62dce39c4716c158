package org.authfilter.internal.boot;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The authentication mechanisms that a WAR has in {@code WEB-INF/classes}: of Jakarta Security 3.0, section 2, or of
 * MicroProfile JWT. They are found by name, since a server may lack these APIs.
 */
final class OwnMechanisms {

    private static final String CLASSES = "/WEB-INF/classes/";
    private static final String CLASS_FILE = ".class";
    private static final String HTTP_MECHANISMS = "jakarta.security.enterprise.authentication.mechanism.http.";
    private static final String INTERFACE = HTTP_MECHANISMS + "HttpAuthenticationMechanism";
    private static final String DEFINITION = "AuthenticationMechanismDefinition";
    private static final String LOGIN_CONFIG = "org.eclipse.microprofile.auth.LoginConfig";
    private static final String MP_JWT = "MP-JWT";

    private OwnMechanisms() {}

    /** The names of the classes that are or declare a mechanism, and the {@code <auth-method>} that WildFly has for one. */
    static List<String> of(ServletContext context, WebXml webXml) {
        Set<String> found = new TreeSet<>();
        search(context, CLASSES, found);
        List<String> mechanisms = new ArrayList<>(found);
        webXml.loginMethod()
                .filter(MP_JWT::equals)
                .ifPresent(method -> mechanisms.add("the <login-config> with " + method));
        return mechanisms;
    }

    private static void search(ServletContext context, String directory, Set<String> found) {
        Set<String> paths = context.getResourcePaths(directory);
        for (String path : paths == null ? Set.<String>of() : paths) {
            if (path.endsWith("/")) {
                search(context, path, found);
            } else if (path.endsWith(CLASS_FILE) && namesMechanism(context, path)) {
                String name = path.substring(CLASSES.length(), path.length() - CLASS_FILE.length())
                        .replace('/', '.');
                Class<?> type = load(context.getClassLoader(), name);
                if (type != null && isMechanism(type)) {
                    found.add(name);
                }
            }
        }
    }

    /** Whether the constant pool of the class names one of the types; only such a class is loaded. */
    private static boolean namesMechanism(ServletContext context, String path) {
        try (InputStream file = context.getResourceAsStream(path)) {
            String constants = file == null ? "" : new String(file.readAllBytes(), StandardCharsets.ISO_8859_1);
            return constants.contains(HTTP_MECHANISMS.replace('.', '/'))
                    || constants.contains(LOGIN_CONFIG.replace('.', '/'));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static @Nullable Class<?> load(ClassLoader loader, String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError notUsable) {
            return null;
        }
    }

    private static boolean isMechanism(Class<?> type) {
        return (!type.isInterface() && supertypes(type).anyMatch(name -> name.equals(INTERFACE)))
                || Arrays.stream(type.getAnnotations())
                        .map(Annotation::annotationType)
                        .map(Class::getName)
                        .anyMatch(OwnMechanisms::isDeclaration);
    }

    private static boolean isDeclaration(String annotation) {
        return annotation.equals(LOGIN_CONFIG)
                || (annotation.startsWith(HTTP_MECHANISMS) && annotation.contains(DEFINITION));
    }

    private static Stream<String> supertypes(Class<?> type) {
        Stream<Class<?>> direct =
                Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()));
        return Stream.concat(Stream.of(type.getName()), direct.flatMap(OwnMechanisms::supertypes));
    }
}
