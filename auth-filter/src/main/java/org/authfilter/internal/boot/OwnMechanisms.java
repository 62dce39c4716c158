package org.authfilter.internal.boot;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The authentication mechanisms that a WAR has in {@code WEB-INF/classes} or in a jar of {@code WEB-INF/lib}: of Jakarta
 * Security 3.0, section 2, or of MicroProfile JWT. They are found by name, since a server may lack these APIs.
 */
final class OwnMechanisms {

    private static final Logger LOG = System.getLogger("org.authfilter.deployment");
    private static final String CLASSES = "/WEB-INF/classes/";
    private static final String LIBRARIES = "/WEB-INF/lib/";
    private static final String CLASS_FILE = ".class";
    private static final String HTTP_MECHANISMS = "jakarta.security.enterprise.authentication.mechanism.http.";
    private static final String INTERFACE = HTTP_MECHANISMS + "HttpAuthenticationMechanism";
    private static final String DEFINITION = "AuthenticationMechanismDefinition";
    private static final String LOGIN_CONFIG = "org.eclipse.microprofile.auth.LoginConfig";
    private static final String MP_JWT = "MP-JWT";

    /** The API and its implementation, which some WARs bring along. Their mechanisms do nothing without a declaration. */
    private static final List<String> PLATFORM = List.of("jakarta.", "org.glassfish.soteria.");

    private final ServletContext context;
    private final Set<String> found = new TreeSet<>();

    private OwnMechanisms(ServletContext context) {
        this.context = context;
    }

    /** The names of the classes that are or declare a mechanism, and the {@code <auth-method>} that WildFly has for one. */
    static List<String> of(ServletContext context, WebXml webXml) {
        OwnMechanisms own = new OwnMechanisms(context);
        own.search(CLASSES, CLASSES);
        own.searchLibraries();
        List<String> mechanisms = new ArrayList<>(own.found);
        webXml.loginMethod()
                .filter(MP_JWT::equals)
                .ifPresent(method -> mechanisms.add("the <login-config> with " + method));
        return mechanisms;
    }

    /** A server may show a jar as a directory. */
    private void searchLibraries() {
        for (String path : paths(LIBRARIES)) {
            if (path.endsWith(".jar/")) {
                search(path, path);
            } else if (path.endsWith(".jar")) {
                searchJar(path);
            }
        }
    }

    private void search(String root, String directory) {
        for (String path : paths(directory)) {
            if (path.endsWith("/")) {
                search(root, path);
            } else if (path.endsWith(CLASS_FILE)) {
                try (InputStream file = context.getResourceAsStream(path)) {
                    examine(path.substring(root.length()), file);
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            }
        }
    }

    private Set<String> paths(String directory) {
        Set<String> paths = context.getResourcePaths(directory);
        return paths == null ? Set.of() : paths;
    }

    /** An entry that is stored with a data descriptor can't be read from a stream, and ends the search of its jar. */
    private void searchJar(String path) {
        try (InputStream file = context.getResourceAsStream(path)) {
            ZipInputStream jar = new ZipInputStream(file == null ? InputStream.nullInputStream() : file);
            for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                if (entry.getName().endsWith(CLASS_FILE)) {
                    examine(entry.getName(), jar);
                }
            }
        } catch (IOException unreadable) {
            LOG.log(Level.DEBUG, "Jar {0} can''t be searched for authentication mechanisms", path);
        }
    }

    /** Only a class whose constant pool names one of the types is loaded. */
    private void examine(String classFile, @Nullable InputStream content) throws IOException {
        String name =
                classFile.substring(0, classFile.length() - CLASS_FILE.length()).replace('/', '.');
        if (content != null && PLATFORM.stream().noneMatch(name::startsWith) && namesMechanism(content)) {
            Class<?> type = load(context.getClassLoader(), name);
            if (type != null && isMechanism(type)) {
                found.add(name);
            }
        }
    }

    private static boolean namesMechanism(InputStream classFile) throws IOException {
        String constants = new String(classFile.readAllBytes(), StandardCharsets.ISO_8859_1);
        return constants.contains(HTTP_MECHANISMS.replace('.', '/'))
                || constants.contains(LOGIN_CONFIG.replace('.', '/'));
    }

    private static @Nullable Class<?> load(ClassLoader loader, String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError notUsable) {
            return null;
        }
    }

    private static boolean isMechanism(Class<?> type) {
        return (!Modifier.isAbstract(type.getModifiers()) && supertypes(type).anyMatch(name -> name.equals(INTERFACE)))
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
