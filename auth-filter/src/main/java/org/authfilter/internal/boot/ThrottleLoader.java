package org.authfilter.internal.boot;

import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ServiceLoader;
import org.authfilter.internal.throttle.MemorySignInThrottle;
import org.authfilter.internal.throttle.SignInAttempts;
import org.authfilter.spi.SignInThrottle;

/** Chooses the throttle of sign-ins: that of the WAR, or the built-in one. */
final class ThrottleLoader {

    /** Short, because each waiting attempt occupies a thread. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private ThrottleLoader() {}

    static SignInAttempts of(ServletContext context, InstantSource timer) {
        SignInThrottle builtIn = new MemorySignInThrottle(PATIENCE, timer);
        SignInThrottle chosen = ServiceLoader.load(SignInThrottle.class, context.getClassLoader())
                .findFirst()
                .orElse(builtIn);
        return new SignInAttempts(chosen, builtIn, timer);
    }
}
