package org.authfilter.internal.cdi;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.StackWalker.Option;
import org.authfilter.internal.web.RequestGuard;

/** Fails a deployment in which the initializer of this jar did not run. */
final class StartCheck implements ServletContextListener {

    static final String FRAGMENT = "auth_filter";
    static final String PREFIX = "auth-filter can't start, so this application would be unprotected: ";

    /**
     * Checks now; or, while initializers run, when they have run. On a servlet container the CDI of the WAR starts in an
     * initializer of its own, which may come before that of this jar.
     *
     * @throws IllegalStateException if the initializer of this jar failed or did not run
     */
    static void run(ServletContext context) {
        if (isStarted(context)) {
            return;
        }
        if (isCalledByInitializer()) {
            context.addListener(new StartCheck());
        } else {
            failUnlessStarted(context);
        }
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        failUnlessStarted(event.getServletContext());
    }

    private static void failUnlessStarted(ServletContext context) {
        if (!isStarted(context)) {
            throw new IllegalStateException(
                    PREFIX + "its ServletContainerInitializer failed or did not run. The log may"
                            + " have its message; if web.xml has an <absolute-ordering>, it needs <name>" + FRAGMENT
                            + "</name>.");
        }
    }

    private static boolean isStarted(ServletContext context) {
        return context.getAttribute(RequestGuard.ATTRIBUTE) != null;
    }

    private static boolean isCalledByInitializer() {
        return StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.anyMatch(
                        frame -> ServletContainerInitializer.class.isAssignableFrom(frame.getDeclaringClass())));
    }
}
