package org.authfilter.internal.boot;

import jakarta.servlet.ServletContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ServiceLoader;
import org.authfilter.internal.shared.SharedStoreClient;
import org.authfilter.internal.throttle.MemorySignInThrottle;
import org.authfilter.internal.throttle.SharedSignInThrottle;
import org.authfilter.internal.throttle.SignInAttempts;
import org.authfilter.spi.SignInThrottle;
import org.jspecify.annotations.Nullable;

/** Chooses the throttle of sign-ins: that of the WAR, or the built-in one. */
final class ThrottleLoader {

    /** Short, because each waiting attempt occupies a thread. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private ThrottleLoader() {}

    static SignInAttempts of(ServletContext context, @Nullable SharedStoreClient sharedStore, InstantSource timer) {
        MemorySignInThrottle ofThisNode = new MemorySignInThrottle(PATIENCE, timer);
        SignInThrottle builtIn =
                sharedStore == null ? ofThisNode : new SharedSignInThrottle(ofThisNode, sharedStore, timer);
        SignInThrottle chosen = ServiceLoader.load(SignInThrottle.class, context.getClassLoader())
                .findFirst()
                .orElse(builtIn);
        return new SignInAttempts(chosen, builtIn, timer);
    }
}
