package org.authfilter.internal.boot;

import jakarta.servlet.Filter;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.authfilter.event.SignedOut;
import org.authfilter.internal.cdi.CdiEvents;
import org.authfilter.internal.client.RestEasyListenerCache;
import org.authfilter.internal.common.Digests;
import org.authfilter.internal.common.LogLimit;
import org.authfilter.internal.config.Settings;
import org.authfilter.internal.endpoint.Endpoints;
import org.authfilter.internal.endpoint.Providers;
import org.authfilter.internal.provider.TokenProvider;
import org.authfilter.internal.provider.credentials.CredentialsTokenProvider;
import org.authfilter.internal.provider.http.IssuerHttpClient;
import org.authfilter.internal.provider.oidc.OidcTokenProvider;
import org.authfilter.internal.refresh.Cluster;
import org.authfilter.internal.refresh.EndedSignIns;
import org.authfilter.internal.refresh.TokenRefresher;
import org.authfilter.internal.session.ActiveSessions;
import org.authfilter.internal.session.LogoutRegistry;
import org.authfilter.internal.session.ProviderIdentities;
import org.authfilter.internal.session.SessionLimits;
import org.authfilter.internal.session.Sessions;
import org.authfilter.internal.shared.SharedStoreClient;
import org.authfilter.internal.throttle.SignInAttempts;
import org.authfilter.internal.web.ConstraintGuard;
import org.authfilter.internal.web.ContainerIdentity;
import org.authfilter.internal.web.CorsOrigins;
import org.authfilter.internal.web.ErrorResponses;
import org.authfilter.internal.web.Languages;
import org.authfilter.internal.web.RequestGuard;
import org.authfilter.internal.web.Responses;
import org.authfilter.internal.web.SameOrigin;
import org.authfilter.internal.web.SessionAuthenticator;
import org.authfilter.internal.web.Site;
import org.jspecify.annotations.Nullable;

/** The one place that wires the parts of an application. */
final class Application implements AutoCloseable {

    private final IssuerHttpClient httpClient;
    private final Responses responses;
    private final TokenRefresher tokenRefresher;
    private final Sessions sessions;
    private final RequestGuard guard;
    private final ContainerIdentity identity;
    private final @Nullable Cluster cluster;

    Application(
            Settings settings,
            LogoutRegistry logouts,
            SignInAttempts attempts,
            ActiveSessions activeSessions,
            ContainerIdentity identity,
            Languages languages,
            @Nullable SharedStoreClient sharedStore,
            Clock clock,
            InstantSource timer,
            String server) {
        this.identity = identity;
        responses = new Responses(languages);
        Settings.Refresh refresh = settings.refresh();
        Consumer<Object> observers = events(clock);
        Consumer<Object> events = event -> {
            if (event instanceof SignedOut ended) {
                activeSessions.ended(ended.provider(), ActiveSessions.subject(ended.user()), ended.sessionId());
            }
            observers.accept(event);
        };
        httpClient = new IssuerHttpClient(refresh.connectTimeout(), refresh.tokenRequestTimeout(), clock, timer);
        Providers providers = providers(settings, clock);
        Map<String, TokenProvider> providersByName = Stream.of(providers.credentials(), providers.oidc())
                .flatMap(List::stream)
                .collect(Collectors.toMap(TokenProvider::name, Function.identity()));
        cluster = sharedStore == null ? null : new Cluster(sharedStore, new EndedSignIns(sharedStore, clock));
        tokenRefresher = new TokenRefresher(providersByName, refresh, clock, timer, events, cluster);
        SessionLimits limits = new SessionLimits(settings.idleTimeout(), settings.sessionMaxAge(), logouts, clock);
        sessions = new Sessions(settings.sessionEnd(), limits, identities(settings), server);
        Runnable tellListeners = () -> tokenRefresher.termination().endedElsewhere(limits::hasEndedElsewhere);
        logouts.onLogout(tellListeners);
        if (cluster != null) {
            cluster.endedSignIns().start(tellListeners);
        }
        SessionAuthenticator authenticator = new SessionAuthenticator(tokenRefresher, activeSessions);
        Site site = new Site(settings);
        CorsOrigins corsOrigins = new CorsOrigins(settings.corsOrigins());
        SameOrigin sameOrigin = new SameOrigin(site);
        ErrorResponses errors = new ErrorResponses(site, responses, corsOrigins, new LogLimit(timer));
        Endpoints endpoints = new Endpoints(
                settings,
                providers,
                site,
                responses,
                errors,
                sessions,
                authenticator,
                tokenRefresher,
                logouts,
                attempts,
                activeSessions,
                events,
                clock,
                timer);
        guard = new RequestGuard(
                settings,
                site,
                endpoints,
                corsOrigins,
                sameOrigin,
                sessions,
                authenticator,
                tokenRefresher,
                errors,
                identity);
        identity.start(new ConstraintGuard(settings, site, sessions, authenticator, guard, errors));
    }

    private static ProviderIdentities identities(Settings settings) {
        Map<String, String> byProvider = new HashMap<>();
        settings.providers()
                .forEach(provider -> provider.accept(
                        backend -> byProvider.put(backend.name(), Digests.sha256("credentials\n" + backend.loginUrl())),
                        openId -> byProvider.put(
                                openId.name(), Digests.sha256("oidc\n" + openId.issuer() + "\n" + openId.clientId()))));
        return new ProviderIdentities(Map.copyOf(byProvider));
    }

    private Providers providers(Settings settings, Clock clock) {
        List<CredentialsTokenProvider> credentials = new ArrayList<>();
        List<OidcTokenProvider> oidc = new ArrayList<>();
        settings.providers()
                .forEach(provider -> provider.accept(
                        backend -> credentials.add(
                                new CredentialsTokenProvider(backend, httpClient, settings.clockSkew(), clock)),
                        openId -> oidc.add(new OidcTokenProvider(openId, httpClient, settings.clockSkew(), clock))));
        return new Providers(List.copyOf(credentials), List.copyOf(oidc));
    }

    Filter guard() {
        return guard;
    }

    SessionEndListener sessionEndListener() {
        return new SessionEndListener(sessions, tokenRefresher.termination());
    }

    private static Consumer<Object> events(Clock clock) {
        try {
            return new CdiEvents(clock);
        } catch (LinkageError serverWithoutCdi) {
            return event -> {};
        }
    }

    @Override
    public void close() {
        identity.stop();
        tokenRefresher.awaitRefreshes();
        if (cluster != null) {
            cluster.endedSignIns().stop();
        }
        httpClient.close();
        if (cluster != null) {
            cluster.store().close();
        }
        responses.close();
        RestEasyListenerCache.removeThisApplication();
    }
}
