package org.authfilter.internal.endpoint;

import java.time.Clock;
import java.util.function.Consumer;
import org.authfilter.internal.config.Settings;
import org.authfilter.internal.refresh.TokenRefresher;
import org.authfilter.internal.session.LogoutRegistry;
import org.authfilter.internal.session.Sessions;
import org.authfilter.internal.throttle.SignInAttempts;
import org.authfilter.internal.web.ErrorResponses;
import org.authfilter.internal.web.Responses;
import org.authfilter.internal.web.SameOrigin;
import org.authfilter.internal.web.SessionAuthenticator;
import org.authfilter.internal.web.Site;

/** What the endpoints share. */
public record EndpointParts(
        Settings settings,
        Providers providers,
        Sessions sessions,
        LogoutRegistry logouts,
        SignInAttempts attempts,
        SessionAuthenticator admission,
        TokenRefresher tokenRefresher,
        SignInWait awaiting,
        Site site,
        SameOrigin sameOrigin,
        Responses answers,
        ErrorResponses refusals,
        Consumer<Object> events,
        Clock clock) {}
