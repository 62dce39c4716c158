package org.authfilter.internal.boot;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import org.authfilter.AuthFilter;

/** What can be wrong with how a WAR is put together, whatever its configuration says. Each fails the deployment. */
final class DeploymentChecks {

    private static final String PREFIX = "auth-filter can't start: ";

    private DeploymentChecks() {}

    static void failIfAny(ServletContext context, WebXml webXml) throws ServletException {
        failIfShared(context);
        failIfNameIsTaken(context);
        failIfAsyncIsSwitchedOff(webXml);
    }

    /**
     * An EAR's {@code lib} and a server's own libraries have a class loader above that of the WAR. A program that
     * embeds its server has a single class path, and nobody to share it with.
     */
    private static void failIfShared(ServletContext context) throws ServletException {
        ClassLoader ours = DeploymentChecks.class.getClassLoader();
        if (ours != context.getClassLoader() && ours != ClassLoader.getSystemClassLoader()) {
            throw new ServletException(PREFIX + "its jar lies outside of " + name(context) + ", in the lib of an EAR or"
                    + " of the server, where all applications share it. Move auth-filter and what it brings into the"
                    + " WEB-INF/lib of each WAR that it shall protect.");
        }
    }

    private static String name(ServletContext context) {
        return context.getContextPath().isEmpty() ? "the WAR" : "the WAR " + context.getContextPath();
    }

    private static void failIfNameIsTaken(ServletContext context) throws ServletException {
        FilterRegistration declared = context.getFilterRegistration(AuthFilterInitializer.FILTER_NAME);
        if (declared != null && !AuthFilter.class.getName().equals(declared.getClassName())) {
            throw new ServletException(PREFIX + "web.xml declares a filter with the name "
                    + AuthFilterInitializer.FILTER_NAME + " and the class " + declared.getClassName()
                    + "; give that filter another name, or the class " + AuthFilter.class.getName() + ".");
        }
    }

    /** The servlet API can't put it right: a registration of web.xml is no {@code FilterRegistration.Dynamic}. */
    private static void failIfAsyncIsSwitchedOff(WebXml webXml) throws ServletException {
        if (webXml.declaresWithoutAsync(AuthFilterInitializer.FILTER_NAME)) {
            throw new ServletException(PREFIX + "web.xml declares the filter " + AuthFilterInitializer.FILTER_NAME
                    + " without <async-supported>true</async-supported>, so that no servlet behind it could start"
                    + " asynchronous work; add it after <filter-class>. A web.xml before 3.0 has no such element: use"
                    + " context-params auth-filter.KEY instead of init-params.");
        }
    }
}
