package org.authfilter.it.app;

import java.time.Duration;
import org.authfilter.spi.SignInAttempt;
import org.authfilter.spi.SignInThrottle;

/** A WAR's own rule: mallory has to wait for an hour, others may guess as they like. */
public class OfficeThrottle implements SignInThrottle {

    @Override
    public Duration admit(SignInAttempt attempt) {
        return attempt.loginName().startsWith("mallory@") ? Duration.ofHours(1) : Duration.ZERO;
    }

    @Override
    public void ended(SignInAttempt attempt, Outcome outcome) {}
}
