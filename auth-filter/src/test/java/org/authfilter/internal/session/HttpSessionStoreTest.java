package org.authfilter.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.authfilter.internal.config.SessionEnd;
import org.authfilter.internal.token.TokenSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.mock.web.MockServletContext;

class HttpSessionStoreTest {

    private static final UserSession ALICE = SignedInSessions.of("sign-in-1", "alice");
    private static final TokenSet REFRESHED =
            new TokenSet("access-2", "refresh-2", null, SignedInSessions.NOW, null, null);

    /** Records the attributes that are written. */
    private static final class CountingSession extends MockHttpSession {

        private final List<String> written = new ArrayList<>();

        @Override
        public void setAttribute(String name, Object value) {
            written.add(name);
            super.setAttribute(name, value);
        }
    }

    private final CountingSession httpSession = new CountingSession();
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final Sessions sessions =
            new Sessions(SessionEnd.INVALIDATE, SignedInSessions.limits(null), SignedInSessions.PROVIDERS, "server-1");
    private HttpSessionStore store;

    @BeforeEach
    void signIn() {
        request.setSession(httpSession);
        sessions.begin(request, response, ALICE);
        httpSession.setAttribute("basket", "of alice");
        httpSession.written.clear();
        store = sessions.of(request, response);
    }

    /** The key in the cookie that the sign-in has set. */
    private SessionKey key() {
        return SessionKey.parse(response.getCookie(SessionKeyCookie.NAME).getValue())
                .orElseThrow();
    }

    @Test
    void R7_a_change_is_stored_by_setAttribute_under_the_same_session_id() {
        String id = httpSession.getId();

        UserSession stored = store.update("sign-in-1", session -> Optional.of(session.withTokens(REFRESHED)));

        assertThat(stored).isEqualTo(ALICE.withTokens(REFRESHED));
        assertThat(store.load()).isEqualTo(stored);
        assertThat(httpSession.written).containsExactly(HttpSessionStore.ATTRIBUTE);
        assertThat(httpSession.getId()).isEqualTo(id);
        assertThat(httpSession.getAttribute("basket")).isEqualTo("of alice");
    }

    @Test
    void R1_a_further_request_does_not_decode_the_attribute_again() {
        UserSession first = store.load();

        assertThat(store.load()).isSameAs(first);
        assertThat(sessions.of(request, response).load()).isSameAs(first);
    }

    @Test
    void R1_a_value_that_another_node_has_stored_is_not_hidden_by_the_decoded_one() {
        store.load();
        UserSession replicated = ALICE.withTokens(REFRESHED);

        httpSession.setAttribute(HttpSessionStore.ATTRIBUTE, SessionCodec.encode(replicated, key(), "another node"));

        assertThat(store.load()).isEqualTo(replicated);
        httpSession.removeAttribute(HttpSessionStore.ATTRIBUTE);
        assertThat(store.load()).isNull();
    }

    @Test
    void R1_reading_and_an_empty_change_write_nothing() {
        store.load();

        assertThat(store.update("sign-in-1", session -> Optional.empty())).isEqualTo(ALICE);
        assertThat(httpSession.written).isEmpty();
    }

    @Test
    void R18_a_session_of_another_configuration_of_its_provider_ends_without_its_tokens() {
        for (ProviderIdentities changed :
                List.of(new ProviderIdentities(Map.of()), new ProviderIdentities(Map.of("backend", "identity-2")))) {
            signIn();
            HttpSessionStore other = new Sessions(SessionEnd.FORGET, SignedInSessions.limits(null), changed, "server-1")
                    .of(request, response);

            assertThat(other.load()).isNull();
            assertThat(other.update("sign-in-1", Optional::of)).isNull();
            assertThat(other.endIf("sign-in-1", session -> true)).isNull();
            assertThat(other.endIfProviderChanged())
                    .isEqualTo(new EndedSession(ALICE.id(), ALICE.provider(), ALICE.user()));
            assertThat(httpSession.getAttribute(HttpSessionStore.ATTRIBUTE)).isNull();
            assertThat(other.endIfProviderChanged()).isNull();
        }
    }

    @Test
    void R14_a_silent_end_leaves_the_response_alone_and_the_HTTP_session_while_it_is_served() {
        HttpSessionStore other = new Sessions(
                        SessionEnd.INVALIDATE,
                        SignedInSessions.limits(null),
                        new ProviderIdentities(Map.of("backend", "identity-1")),
                        "server-1")
                .of(request, response);
        int cookies = response.getCookies().length;
        other.beginServing();

        assertThat(other.endSilently("sign-in-1")).isEqualTo(ALICE);

        assertThat(other.load()).isNull();
        assertThat(httpSession.getAttribute("basket")).isEqualTo("of alice");
        assertThat(response.getCookies()).hasSize(cookies);
        other.endServing();
        assertThat(httpSession.isInvalid()).isTrue();
    }

    @Test
    void R18_a_session_of_an_unchanged_provider_goes_on() {
        assertThat(store.endIfProviderChanged()).isNull();
        assertThat(store.load()).isEqualTo(ALICE);
    }

    @Test
    void R9_another_node_does_not_own_the_token_set() {
        HttpSessionStore elsewhere = new Sessions(
                        SessionEnd.INVALIDATE, SignedInSessions.limits(null), SignedInSessions.PROVIDERS, "server-1")
                .of(request, response);

        assertThat(store.isOwnedElsewhere()).isFalse();
        assertThat(elsewhere.isOwnedElsewhere()).isTrue();
    }

    @Test
    void R9_the_node_that_refreshes_a_token_set_owns_it() {
        HttpSessionStore elsewhere = new Sessions(
                        SessionEnd.INVALIDATE, SignedInSessions.limits(null), SignedInSessions.PROVIDERS, "server-1")
                .of(request, response);

        elsewhere.update("sign-in-1", session -> Optional.of(session.activeAt(SignedInSessions.NOW.plusSeconds(9))));
        assertThat(elsewhere.isOwnedElsewhere()).isTrue();

        elsewhere.update("sign-in-1", session -> Optional.of(session.withTokens(REFRESHED)));
        assertThat(elsewhere.isOwnedElsewhere()).isFalse();
        assertThat(store.isOwnedElsewhere()).isTrue();
    }

    /** The store of a further request, with an idle timeout of half an hour. */
    private HttpSessionStore storeOfRequestAt(Instant time) {
        return new Sessions(
                        SessionEnd.INVALIDATE,
                        SignedInSessions.limits(Duration.ofMinutes(30), time),
                        SignedInSessions.PROVIDERS,
                        "server-1")
                .of(SignedInSessions.next(request, response), response);
    }

    @Test
    void R20_activity_is_not_stored_before_the_token_set_with_which_the_request_continues() {
        Instant later = SignedInSessions.NOW.plus(Duration.ofMinutes(10));
        HttpSessionStore active = storeOfRequestAt(later);

        assertThat(active.markActive(ALICE.withTokens(REFRESHED))).isFalse();
        assertThat(active.load()).isEqualTo(ALICE);

        assertThat(active.markActive(ALICE)).isTrue();
        assertThat(active.load()).isEqualTo(ALICE.activeAt(later));
    }

    @Test
    void R20_overdue_activity_is_stored_together_with_the_token_set_with_which_the_request_continues() {
        Instant later = SignedInSessions.NOW.plus(Duration.ofMinutes(15));
        HttpSessionStore active = storeOfRequestAt(later);

        assertThat(active.markActive(ALICE.withTokens(REFRESHED))).isTrue();

        assertThat(active.load()).isEqualTo(ALICE.withTokens(REFRESHED).activeAt(later));
    }

    @ParameterizedTest
    @CsvSource({
        "WildFly 39.0.1.Final (WildFly Core 31.0.3.Final) - 2.3.23.Final, true",
        "JBoss EAP 8.0.0.GA (WildFly Core 21.0.5.Final-redhat-00001) - 2.3.10.SP1-redhat-00001, true",
        "Payara Server 6.2025.10 #badassfish, false",
        "Apache Tomcat/11.0.13, false"
    })
    void R20_one_writer_is_preferred_where_nodes_wait_for_each_others_locks(String server, boolean isPreferred) {
        request.setSession(new MockHttpSession(new MockServletContext() {
            @Override
            public String getServerInfo() {
                return server;
            }
        }));

        assertThat(sessions.of(request, response).prefersOneWriter()).isEqualTo(isPreferred);
    }

    @Test
    void a_change_for_another_sign_in_is_not_applied() {
        List<UserSession> seen = new ArrayList<>();

        assertThat(store.update("sign-in-0", session -> {
                    seen.add(session);
                    return Optional.of(session.withTokens(REFRESHED));
                }))
                .isNull();
        assertThat(seen).isEmpty();
        assertThat(store.load()).isEqualTo(ALICE);
    }

    @Test
    void a_change_is_applied_to_the_session_that_another_request_has_stored() {
        MockHttpServletRequest other = SignedInSessions.next(request, response);
        new Sessions(SessionEnd.INVALIDATE, SignedInSessions.limits(null), SignedInSessions.PROVIDERS, "server-1")
                .of(other, response)
                .update("sign-in-1", session -> Optional.of(session.withTokens(REFRESHED)));

        store.update("sign-in-1", session -> Optional.of(session.activeAt(SignedInSessions.NOW.plusSeconds(9))));

        assertThat(store.load()).isEqualTo(ALICE.withTokens(REFRESHED).activeAt(SignedInSessions.NOW.plusSeconds(9)));
    }

    @Test
    void session_end_invalidate_ends_the_HTTP_session() {
        assertThat(store.endIf("sign-in-1", session -> true)).isEqualTo(ALICE);

        assertThat(httpSession.isInvalid()).isTrue();
        assertThat(store.load()).isNull();
    }

    @Test
    void session_end_forget_removes_only_the_sign_in() {
        HttpSessionStore forgetting = new Sessions(
                        SessionEnd.FORGET, SignedInSessions.limits(null), SignedInSessions.PROVIDERS, "server-1")
                .of(request, response);

        assertThat(forgetting.endIf("sign-in-1", session -> true)).isEqualTo(ALICE);

        assertThat(httpSession.isInvalid()).isFalse();
        assertThat(httpSession.getAttribute(HttpSessionStore.ATTRIBUTE)).isNull();
        assertThat(httpSession.getAttribute("basket")).isEqualTo("of alice");
        assertThat(forgetting.load()).isNull();
    }

    @ParameterizedTest
    @EnumSource(SessionEnd.class)
    void the_sign_in_has_ended_before_listeners_of_the_container_run(SessionEnd end) {
        List<Object> seenAtTheEnd = new ArrayList<>();
        httpSession.setAttribute("listener", new HttpSessionBindingListener() {
            @Override
            public void valueUnbound(HttpSessionBindingEvent event) {
                seenAtTheEnd.add(String.valueOf(sessions.ended(httpSession)));
            }
        });

        new Sessions(end, SignedInSessions.limits(null), SignedInSessions.PROVIDERS, "server-1")
                .of(request, response)
                .endIf("sign-in-1", session -> true);

        assertThat(seenAtTheEnd).doesNotContain(String.valueOf(ALICE));
    }

    @ParameterizedTest(name = "{0}, condition {1}")
    @CsvSource({"sign-in-1, false", "sign-in-0, true"})
    void a_sign_in_with_another_id_or_a_failed_condition_does_not_end(String signInId, boolean condition) {
        assertThat(store.endIf(signInId, session -> condition)).isNull();

        assertThat(httpSession.isInvalid()).isFalse();
        assertThat(store.load()).isEqualTo(ALICE);
        assertThat(httpSession.written).isEmpty();
    }

    @Test
    void a_sign_in_ends_once() {
        HttpSessionStore forgetting = new Sessions(
                        SessionEnd.FORGET, SignedInSessions.limits(null), SignedInSessions.PROVIDERS, "server-1")
                .of(request, response);
        forgetting.endIf("sign-in-1", session -> true);

        assertThat(forgetting.endIf("sign-in-1", session -> true)).isNull();
        assertThat(forgetting.update("sign-in-1", session -> Optional.of(session.withTokens(REFRESHED))))
                .isNull();
        assertThat(httpSession.getAttribute(HttpSessionStore.ATTRIBUTE)).isNull();
    }

    @Test
    void a_session_that_another_request_has_invalidated_throws_nothing() {
        httpSession.invalidate();

        assertThat(store.load()).isNull();
        assertThat(store.update("sign-in-1", session -> Optional.of(session.withTokens(REFRESHED))))
                .isNull();
        assertThat(store.endIf("sign-in-1", session -> true)).isNull();
        assertThat(new ContainerSession(httpSession).timeout()).isNull();
    }

    @Test
    void a_session_that_is_invalidated_between_reading_and_writing_throws_nothing() {
        assertThat(store.update("sign-in-1", session -> {
                    httpSession.invalidate();
                    return Optional.of(session.withTokens(REFRESHED));
                }))
                .isNull();
    }

    @Test
    void a_session_that_is_invalidated_while_it_ends_throws_nothing() {
        assertThat(store.endIf("sign-in-1", session -> {
                    httpSession.invalidate();
                    return true;
                }))
                .isNull();
    }

    @ParameterizedTest(name = "{0} s: {1}")
    @CsvSource({"1800, PT30M", "1, PT1S", "0,", "-1,"})
    void the_timeout_of_the_container_is_read(int seconds, Duration timeout) {
        httpSession.setMaxInactiveInterval(seconds);

        assertThat(new ContainerSession(httpSession).timeout()).isEqualTo(timeout);
    }
}
