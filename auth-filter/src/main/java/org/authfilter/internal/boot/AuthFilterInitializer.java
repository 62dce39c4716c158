package org.authfilter.internal.boot;

import jakarta.annotation.security.RolesAllowed;
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
import jakarta.servlet.annotation.ServletSecurity;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.MissingResourceException;
import java.util.Set;
import org.authfilter.AuthFilter;
import org.authfilter.AuthFilterConfig;
import org.authfilter.CredentialsProvider;
import org.authfilter.OidcProvider;
import org.authfilter.internal.common.MonotonicClock;
import org.authfilter.internal.config.ConfigurationException;
import org.authfilter.internal.config.Settings;
import org.authfilter.internal.identity.ContainerIdentities;
import org.authfilter.internal.session.ActiveSessions;
import org.authfilter.internal.session.LogoutRegistry;
import org.authfilter.internal.session.SingleNodeStore;
import org.authfilter.internal.shared.SharedStoreClient;
import org.authfilter.internal.web.ContainerIdentity;
import org.authfilter.internal.web.Languages;
import org.authfilter.internal.web.RequestGuard;
import org.authfilter.internal.web.SessionCookieListener;
import org.jspecify.annotations.Nullable;

/**
 * Starts auth-filter in a WAR: reads the configuration, wires the parts and puts the filter first in the chain. The
 * filter of a fragment or an annotation would come after the filters of the application.
 */
@HandlesTypes({
    AuthFilterConfig.class,
    CredentialsProvider.class,
    CredentialsProvider.List.class,
    OidcProvider.class,
    OidcProvider.List.class,
    RolesAllowed.class,
    ServletSecurity.class
})
public final class AuthFilterInitializer implements ServletContainerInitializer {

    static final String FILTER_NAME = "auth-filter";
    private static final Logger LOG = System.getLogger("org.authfilter.deployment");

    /**
     * Called by the container before any servlet or filter exists.
     *
     * @throws ServletException if the configuration is invalid, or if the WAR is composed in a way that would leave it
     *     unprotected or broken. The deployment fails then; where the server only logs the exception, every request
     *     gets 503
     */
    @Override
    public void onStartup(@Nullable Set<Class<?>> annotated, ServletContext context) throws ServletException {
        try {
            start(annotated == null ? Set.of() : annotated, context);
        } catch (ServletException | RuntimeException | Error failed) {
            close(context, failed);
            throw failed;
        }
    }

    private static void close(ServletContext context, Throwable failed) {
        try {
            ClosedFilter.register(context);
        } catch (RuntimeException refusedByTheServer) {
            failed.addSuppressed(refusedByTheServer);
        }
    }

    private static void start(Set<Class<?>> annotated, ServletContext context) throws ServletException {
        WebXml webXml = WebXml.of(context);
        DeploymentChecks.failIfAny(context, webXml);
        Settings settings = settings(context, annotated);
        if (settings.enabled()) {
            ContainerIdentities.secureSessionCookie(context);
            ContainerIdentity identity = IdentityChoice.of(settings.containerIdentity(), webXml, context);
            context.setAttribute(RequestGuard.ATTRIBUTE, guard(settings, webXml, identity, context));
            DeploymentWarnings.of(settings, webXml, identity, context, annotated)
                    .forEach(warning -> LOG.log(Level.WARNING, "Application {0}: {1}.", path(context), warning));
        } else {
            context.setAttribute(RequestGuard.ATTRIBUTE, passThrough(context));
        }
        register(context);
    }

    private static Settings settings(ServletContext context, Set<Class<?>> annotated) throws ServletException {
        try {
            return DeploymentSettings.read(context, annotated);
        } catch (ConfigurationException problems) {
            throw new ServletException(problems.getMessage(), problems);
        }
    }

    private static Filter guard(Settings settings, WebXml webXml, ContainerIdentity identity, ServletContext context)
            throws ServletException {
        Clock clock = Clock.systemUTC();
        InstantSource timer = new MonotonicClock(clock);
        SharedStoreClient sharedStore = SharedStoreLoader.of(context, settings, clock);
        LogoutRegistry logouts = LogoutStoreLoader.of(context, webXml, settings, sharedStore, clock);
        ActiveSessions activeSessions = new ActiveSessions(
                sharedStore == null ? new SingleNodeStore(clock) : sharedStore.blocking(),
                logouts,
                () -> LogoutStoreLoader.longestIdleTime(settings, context),
                settings.maxSessionsPerUser(),
                clock);
        context.setAttribute(ActiveSessions.ATTRIBUTE, activeSessions);
        Application application = new Application(
                settings,
                logouts,
                ThrottleLoader.of(context, sharedStore, timer),
                activeSessions,
                identity,
                languages(settings, context),
                sharedStore,
                clock,
                timer,
                ServerName.get());
        context.addListener(application.sessionEndListener());
        context.addListener(new ShutdownListener(application));
        context.addListener(new SessionCookieListener());
        context.setInitParameter("resteasy.role.based.security", "true");
        SessionCookie.secure(context, webXml, settings.baseUrl());
        SessionCookie.encodePath(context, webXml);
        SessionCookie.trackByCookieOnly(context, webXml);
        return application.guard();
    }

    private static Languages languages(Settings settings, ServletContext context) throws ServletException {
        try {
            return new Languages(settings.messages(), context.getClassLoader());
        } catch (MissingResourceException missing) {
            throw new ServletException(
                    "auth-filter can't start: messages = \"" + settings.messages() + "\": the WAR has no such"
                            + " ResourceBundle. Add the file WEB-INF/classes/"
                            + missing.getClassName().replace('.', '/') + ".properties, or correct the key.",
                    missing);
        }
    }

    private static Filter passThrough(ServletContext context) {
        LOG.log(
                Level.WARNING,
                "Application {0} is UNPROTECTED: auth-filter is switched off (enabled=false)",
                path(context));
        return new PassThrough();
    }

    private static String path(ServletContext context) {
        return context.getContextPath().isEmpty() ? "/" : context.getContextPath();
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

    /** Replaces the guard where auth-filter is switched off. */
    private static final class PassThrough implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            chain.doFilter(request, response);
        }
    }
}
