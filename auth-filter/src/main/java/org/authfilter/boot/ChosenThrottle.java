package org.authfilter.boot;

import jakarta.servlet.ServletContext;
import java.time.Clock;
import java.util.ServiceLoader;
import org.authfilter.SignInThrottle;
import org.authfilter.config.Settings;
import org.authfilter.throttle.MemorySignInThrottle;
import org.authfilter.throttle.SignInAttempts;

/** Who judges attempts to sign in: the WAR's own throttle, or the built-in one. */
final class ChosenThrottle {

    private ChosenThrottle() {}

    static SignInAttempts of(ServletContext context, Settings settings, Clock clock) {
        SignInThrottle builtIn = new MemorySignInThrottle(settings.refresh().tokenRequestTimeout(), clock);
        SignInThrottle chosen = ServiceLoader.load(SignInThrottle.class, context.getClassLoader())
                .findFirst()
                .orElse(builtIn);
        return new SignInAttempts(chosen, builtIn);
    }
}
