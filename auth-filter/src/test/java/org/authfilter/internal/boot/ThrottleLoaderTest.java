package org.authfilter.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.authfilter.internal.throttle.MemorySignInThrottle;
import org.authfilter.internal.throttle.SignInAttempts.Throttled;
import org.authfilter.spi.SignInAttempt;
import org.authfilter.spi.SignInThrottle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockServletContext;

class ThrottleLoaderTest {

    private static final SignInAttempt ALICE = new SignInAttempt("backend", "alice", "192.0.2.1");

    @Test
    void the_throttle_that_the_WAR_names_decides(@TempDir Path classes) throws Exception {
        Path named = classes.resolve("META-INF/services/" + SignInThrottle.class.getName());
        Files.createDirectories(named.getParent());
        Files.writeString(named, RefusingThrottle.class.getName());
        URL[] war = {classes.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(war, getClass().getClassLoader())) {
            Throttled attempt = begin(loader);

            assertThat(attempt.throttle()).isInstanceOf(RefusingThrottle.class);
            assertThat(attempt.retryAfter()).isEqualTo(Duration.ofHours(1));
        }
    }

    @Test
    void the_built_in_throttle_decides_without_another_one() {
        assertThat(begin(getClass().getClassLoader()).throttle()).isInstanceOf(MemorySignInThrottle.class);
    }

    private static Throttled begin(ClassLoader ofTheWar) {
        MockServletContext context = new MockServletContext() {
            @Override
            public ClassLoader getClassLoader() {
                return ofTheWar;
            }
        };
        return ThrottleLoader.of(context, null, Clock.systemUTC()).begin(ALICE);
    }

    public static final class RefusingThrottle implements SignInThrottle {
        @Override
        public Duration admit(SignInAttempt attempt) {
            return Duration.ofHours(1);
        }

        @Override
        public void ended(SignInAttempt attempt, Outcome outcome) {}
    }
}
