package org.authfilter.it.app;

import java.time.Duration;
import org.authfilter.spi.SignInAttempt;
import org.authfilter.spi.SignInThrottle;

/** Admits every attempt, for tests in which one address fails more often than the built-in throttle allows. */
public class UnlimitedSignIns implements SignInThrottle {

    @Override
    public Duration admit(SignInAttempt attempt) {
        return Duration.ZERO;
    }

    @Override
    public void ended(SignInAttempt attempt, Outcome outcome) {}
}
