package org.authfilter.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.security.auth.message.AuthStatus;
import jakarta.security.auth.message.MessageInfo;
import jakarta.security.auth.message.callback.CallerPrincipalCallback;
import jakarta.security.auth.message.callback.GroupPrincipalCallback;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import org.authfilter.User;
import org.authfilter.internal.common.LogLimit;
import org.authfilter.internal.config.ConfigSources;
import org.authfilter.internal.config.Settings;
import org.authfilter.internal.config.SettingsReader;
import org.authfilter.internal.refresh.TokenRefresher;
import org.authfilter.internal.session.ActiveSessions;
import org.authfilter.internal.session.LogoutRegistry;
import org.authfilter.internal.session.MemoryLogoutStore;
import org.authfilter.internal.session.ProviderIdentities;
import org.authfilter.internal.session.SessionLimits;
import org.authfilter.internal.session.Sessions;
import org.authfilter.internal.session.SingleNodeStore;
import org.authfilter.internal.session.UserSession;
import org.authfilter.internal.token.TokenSet;
import org.authfilter.internal.web.ConstraintGuard;
import org.authfilter.internal.web.CorsOrigins;
import org.authfilter.internal.web.ErrorResponses;
import org.authfilter.internal.web.Languages;
import org.authfilter.internal.web.Responses;
import org.authfilter.internal.web.SessionAuthenticator;
import org.authfilter.internal.web.Site;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What a server authentication module tells its container. */
class CallerAuthModuleTest {

    private static final User ALICE = new User("alice", null, List.of("user", "admin"), null, null);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-01T12:00:00Z"));
    private final Settings settings = SettingsReader.read(
            new ConfigSources()
                    .initParams(Map.of(
                            "provider.backend.type", "credentials",
                            "provider.backend.login-url", "https://issuer.example/login",
                            "provider.backend.refresh-url", "https://issuer.example/refresh")),
            name -> null);
    private final LogoutRegistry logouts =
            new LogoutRegistry(new MemoryLogoutStore(clock), () -> Duration.ofDays(1), clock);
    private final Sessions sessions = new Sessions(
            settings.sessionEnd(),
            new SessionLimits(null, null, logouts, clock),
            new ProviderIdentities(Map.of("backend", "identity")),
            "server-1");
    private final List<Callback> told = new ArrayList<>();
    private final Message message = new Message();
    private CallerAuthModule module;

    @BeforeEach
    void initialize() {
        Site site = new Site(settings);
        module = new CallerAuthModule(new ConstraintGuard(
                settings,
                site,
                sessions,
                new SessionAuthenticator(
                        new TokenRefresher(Map.of(), settings.refresh(), clock, clock, event -> {}, null),
                        new ActiveSessions(new SingleNodeStore(clock), logouts, () -> Duration.ofDays(1), null, clock)),
                (request, response, chain) -> ((HttpServletResponse) response).setStatus(401),
                new ErrorResponses(
                        site,
                        new Responses(new Languages(null, getClass().getClassLoader())),
                        new CorsOrigins(List.of()),
                        new LogLimit(clock))));
        module.initialize(null, null, callbacks -> told.addAll(List.of(callbacks)), Map.of());
    }

    @Test
    void the_container_is_told_the_user_itself_and_its_roles() throws Exception {
        signIn();

        assertThat(module.validateRequest(message, new Subject(), null)).isEqualTo(AuthStatus.SUCCESS);

        assertThat(((CallerPrincipalCallback) told.get(0)).getPrincipal()).isEqualTo(ALICE);
        assertThat(((GroupPrincipalCallback) told.get(1)).getGroups()).containsExactly("user", "admin");
    }

    @Test
    void an_anonymous_request_without_a_constraint_is_told_as_such() throws Exception {
        assertThat(module.validateRequest(message, new Subject(), null)).isEqualTo(AuthStatus.SUCCESS);

        assertThat(((CallerPrincipalCallback) told.get(0)).getPrincipal()).isNull();
        assertThat(told).hasSize(1);
    }

    @Test
    void an_anonymous_request_behind_a_constraint_fails_with_the_response_of_the_filter() throws Exception {
        message.map.put("jakarta.security.auth.message.MessagePolicy.isMandatory", "true");

        assertThat(module.validateRequest(message, new Subject(), null)).isEqualTo(AuthStatus.SEND_FAILURE);

        assertThat(message.response.getStatus()).isEqualTo(401);
        assertThat(told).isEmpty();
    }

    @Test
    void a_logout_clears_the_subject() {
        Subject subject = new Subject(false, Set.<Principal>of(ALICE), Set.of(), Set.of());

        module.cleanSubject(message, subject);

        assertThat(subject.getPrincipals()).isEmpty();
    }

    @Test
    void a_logout_leaves_a_subject_that_can_not_be_changed() {
        Subject subject = new Subject(true, Set.<Principal>of(ALICE), Set.of(), Set.of());

        assertThatCode(() -> module.cleanSubject(message, subject)).doesNotThrowAnyException();
    }

    private void signIn() {
        TokenSet tokens = new TokenSet("access", "refresh", null, clock.instant(), null, null);
        sessions.begin(
                message.request,
                message.response,
                new UserSession("s", "backend", ALICE, tokens, clock.instant(), clock.instant()));
    }

    /** A request and its response, as the container passes them. */
    private static final class Message implements MessageInfo {

        final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/orders");
        final MockHttpServletResponse response = new MockHttpServletResponse();
        final Map<String, Object> map = new HashMap<>();

        @Override
        public Object getRequestMessage() {
            return request;
        }

        @Override
        public Object getResponseMessage() {
            return response;
        }

        @Override
        public void setRequestMessage(Object ignored) {}

        @Override
        public void setResponseMessage(Object ignored) {}

        @Override
        public Map<String, Object> getMap() {
            return map;
        }
    }
}
