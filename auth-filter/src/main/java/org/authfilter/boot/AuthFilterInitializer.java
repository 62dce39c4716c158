package org.authfilter.boot;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.HandlesTypes;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import org.authfilter.AuthFilter;
import org.authfilter.AuthFilterConfig;
import org.authfilter.CredentialsProvider;
import org.authfilter.OidcProvider;
import org.authfilter.config.ConfigurationException;
import org.authfilter.config.Settings;
import org.jspecify.annotations.Nullable;

/**
 * Starts auth-filter in a WAR: reads the configuration, wires the parts and puts the filter first in the chain. It is
 * the only way in: a fragment's or an annotation's filter would come after the application's own.
 */
@HandlesTypes({
    AuthFilterConfig.class,
    CredentialsProvider.class,
    CredentialsProvider.List.class,
    OidcProvider.class,
    OidcProvider.List.class
})
public final class AuthFilterInitializer implements ServletContainerInitializer {

    static final String FILTER_NAME = "auth-filter";
    private static final Logger LOG = System.getLogger(AuthFilterInitializer.class.getName());

    /**
     * Called by the container before any servlet or filter exists.
     *
     * @throws ServletException failing the deployment if the configuration can't be used
     */
    @Override
    public void onStartup(@Nullable Set<Class<?>> annotated, ServletContext context) throws ServletException {
        failIfNameIsTaken(context);
        try {
            Settings settings = DeploymentSettings.read(context, annotated == null ? Set.of() : annotated);
            context.setAttribute(
                    AuthFilter.GUARD, settings.enabled() ? guard(settings, context) : passThrough(context));
            register(context);
        } catch (ConfigurationException mistakes) {
            throw new ServletException(mistakes.getMessage(), mistakes);
        }
    }

    private static Filter guard(Settings settings, ServletContext context) throws ServletException {
        SessionCookie.failIfNeverSentByProviders(context, settings.providers());
        Clock clock = Clock.systemUTC();
        Application application = new Application(settings, SharedLogouts.of(context, settings, clock), clock);
        context.addListener(new SessionEndListener(application.endings()));
        context.addListener(new ShutdownListener(application));
        context.setInitParameter("resteasy.role.based.security", "true");
        SessionCookie.secure(context, settings.baseUrl());
        return application.guard();
    }

    private static Filter passThrough(ServletContext context) {
        LOG.log(
                Level.WARNING,
                "auth-filter is switched off (enabled=false): {0} is UNPROTECTED",
                context.getContextPath().isEmpty() ? "/" : context.getContextPath());
        return new PassThrough();
    }

    private static void register(ServletContext context) {
        FilterRegistration.Dynamic added = context.addFilter(FILTER_NAME, AuthFilter.class);
        FilterRegistration registration;
        if (added == null) {
            registration = context.getFilterRegistration(FILTER_NAME);
        } else {
            added.setAsyncSupported(true);
            registration = added;
        }
        registration.addMappingForUrlPatterns(
                EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR), false, "/*");
    }

    private static void failIfNameIsTaken(ServletContext context) throws ServletException {
        FilterRegistration declared = context.getFilterRegistration(FILTER_NAME);
        if (declared != null && !AuthFilter.class.getName().equals(declared.getClassName())) {
            throw new ServletException("auth-filter can't start: web.xml declares a filter with the name " + FILTER_NAME
                    + " and the class " + declared.getClassName() + "; give that filter another name, or the class "
                    + AuthFilter.class.getName() + ".");
        }
    }

    /** What stands in for the guard when the jar is inert. */
    private static final class PassThrough implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            chain.doFilter(request, response);
        }
    }
}
