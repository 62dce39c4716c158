package org.authfilter.internal.boot;

import jakarta.servlet.ServletContext;
import java.net.URL;
import java.security.CodeSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The place that this jar was loaded from.
 *
 * @param codeSource the address of the jar; {@code null} if the server does not tell it
 */
record JarLocation(@Nullable ClassLoader loader, @Nullable URL codeSource) {

    private static final String LIB = "/WEB-INF/lib/";

    static JarLocation own() {
        CodeSource source = JarLocation.class.getProtectionDomain().getCodeSource();
        return new JarLocation(JarLocation.class.getClassLoader(), source == null ? null : source.getLocation());
    }

    /**
     * Whether no other application shares this jar. The lib of an EAR and the libraries of a server have a class loader
     * above that of the WAR. A program that embeds its server has a single class path, and no other application.
     */
    boolean isPrivateTo(ServletContext context) {
        return loader == context.getClassLoader() || loader == ClassLoader.getSystemClassLoader() || isInLibOf(context);
    }

    /** Open Liberty wraps the class loader of the WAR, so only the address of the jar tells where it is. */
    private boolean isInLibOf(ServletContext context) {
        String address = codeSource == null ? "" : codeSource.getPath();
        int lib = address.lastIndexOf(LIB);
        if (lib < 0) {
            return false;
        }
        String jar = address.endsWith("!/") ? address.substring(lib, address.length() - 2) : address.substring(lib);
        Set<String> libraries = context.getResourcePaths(LIB);
        return libraries != null && libraries.contains(jar);
    }
}
