package org.authfilter.endpoint;

import java.time.Clock;
import java.util.function.Consumer;
import org.authfilter.config.Settings;
import org.authfilter.refresh.FreshTokens;
import org.authfilter.session.Logouts;
import org.authfilter.session.Sessions;
import org.authfilter.throttle.SignInAttempts;
import org.authfilter.web.Admission;
import org.authfilter.web.Answers;
import org.authfilter.web.Refusals;
import org.authfilter.web.SameOrigin;
import org.authfilter.web.Site;

/** What the endpoints share. */
public record EndpointParts(
        Settings settings,
        Providers providers,
        Sessions sessions,
        Logouts logouts,
        SignInAttempts attempts,
        Admission admission,
        FreshTokens freshTokens,
        Awaiting awaiting,
        Site site,
        SameOrigin sameOrigin,
        Answers answers,
        Refusals refusals,
        Consumer<Object> events,
        Clock clock) {}
