package org.authfilter.internal.boot;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import org.authfilter.AuthFilter;

/** Errors in the composition of a WAR, whatever its configuration is. Each fails the deployment. */
final class DeploymentChecks {

    private static final Logger LOG = System.getLogger("org.authfilter.deployment");
    private static final String PREFIX = "auth-filter can't start: ";

    private DeploymentChecks() {}

    static void failIfAny(ServletContext context, WebXml webXml) throws ServletException {
        failIfShared(context, JarLocation.own());
        failIfNameIsTaken(context);
        failIfAsyncIsSwitchedOff(webXml);
        failWithoutJson();
    }

    static void failIfShared(ServletContext context, JarLocation jar) throws ServletException {
        if (!jar.isPrivateTo(context)) {
            throw new ServletException(PREFIX + "its jar is outside of " + name(context) + ", in the lib of an EAR or"
                    + " of the server, where all applications share it. Move auth-filter and its dependencies into the"
                    + " WEB-INF/lib of each WAR that it has to protect.");
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

    /** The servlet API can't change it: a registration of web.xml is no {@code FilterRegistration.Dynamic}. */
    private static void failIfAsyncIsSwitchedOff(WebXml webXml) throws ServletException {
        if (webXml.declaresWithoutAsync(AuthFilterInitializer.FILTER_NAME)) {
            throw new ServletException(PREFIX + "web.xml declares the filter " + AuthFilterInitializer.FILTER_NAME
                    + " without <async-supported>true</async-supported>, so no servlet behind it could start"
                    + " asynchronous work; add it after <filter-class>. A web.xml before 3.0 has no such element: use"
                    + " context-params auth-filter.KEY instead of init-params.");
        }
    }

    private static void failWithoutJson() throws ServletException {
        try {
            JsonBinding.use();
        } catch (LinkageError | RuntimeException missing) {
            throw new ServletException(
                    PREFIX
                            + "this server has no JSON-B (Jakarta JSON Binding). Add org.eclipse:yasson:3.0.4 to the WAR;"
                            + " its dependencies are all that is needed besides.",
                    missing);
        }
    }

    /** A class of its own, so that the checks link on servers without JSON-B. */
    private static final class JsonBinding {
        static void use() {
            Jsonb jsonb = JsonbBuilder.create();
            jsonb.toJson(Map.of());
            try {
                jsonb.close();
            } catch (Exception stillUsable) {
                LOG.log(Level.DEBUG, "JSON-B was not closed", stillUsable);
            }
        }
    }
}
