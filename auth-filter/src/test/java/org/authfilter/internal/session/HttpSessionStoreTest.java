package org.authfilter.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.authfilter.internal.config.SessionEnd;
import org.authfilter.internal.token.TokenSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;

class HttpSessionStoreTest {

    private static final UserSession ALICE = SignedInSessions.of("sign-in-1", "alice");
    private static final TokenSet RENEWED =
            new TokenSet("access-2", "refresh-2", null, SignedInSessions.NOW, null, null);

    /** Counts the writes of our attribute. */
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
    private HttpSessionStore store;

    @BeforeEach
    void signIn() {
        Sessions sessions = new Sessions(SessionEnd.INVALIDATE, SignedInSessions.limits(null));
        request.setSession(httpSession);
        sessions.begin(request, ALICE);
        httpSession.setAttribute("basket", "of alice");
        httpSession.written.clear();
        store = sessions.of(request);
    }

    @Test
    void R7_a_change_is_stored_by_setAttribute_under_the_same_session_id() {
        String id = httpSession.getId();

        UserSession stored = store.update("sign-in-1", session -> Optional.of(session.withTokens(RENEWED)));

        assertThat(stored).isEqualTo(ALICE.withTokens(RENEWED));
        assertThat(store.load()).isEqualTo(stored);
        assertThat(httpSession.written).containsExactly(HttpSessionStore.ATTRIBUTE);
        assertThat(httpSession.getId()).isEqualTo(id);
        assertThat(httpSession.getAttribute("basket")).isEqualTo("of alice");
    }

    @Test
    void R1_reading_and_an_empty_change_write_nothing() {
        store.load();

        assertThat(store.update("sign-in-1", session -> Optional.empty())).isEqualTo(ALICE);
        assertThat(httpSession.written).isEmpty();
    }

    @Test
    void R9_another_node_knows_that_it_has_not_obtained_the_token_set() {
        HttpSessionStore elsewhere = new Sessions(SessionEnd.INVALIDATE, SignedInSessions.limits(null)).of(request);

        assertThat(store.isOwnedElsewhere()).isFalse();
        assertThat(elsewhere.isOwnedElsewhere()).isTrue();
    }

    @Test
    void R9_whoever_refreshes_keeps_the_token_set_from_then_on() {
        HttpSessionStore elsewhere = new Sessions(SessionEnd.INVALIDATE, SignedInSessions.limits(null)).of(request);

        elsewhere.update("sign-in-1", session -> Optional.of(session.activeAt(SignedInSessions.NOW.plusSeconds(9))));
        assertThat(elsewhere.isOwnedElsewhere()).isTrue();

        elsewhere.update("sign-in-1", session -> Optional.of(session.withTokens(RENEWED)));
        assertThat(elsewhere.isOwnedElsewhere()).isFalse();
        assertThat(store.isOwnedElsewhere()).isTrue();
    }

    @Test
    void a_change_of_another_sign_in_is_not_made() {
        List<UserSession> seen = new ArrayList<>();

        assertThat(store.update("sign-in-0", session -> {
                    seen.add(session);
                    return Optional.of(session.withTokens(RENEWED));
                }))
                .isNull();
        assertThat(seen).isEmpty();
        assertThat(store.load()).isEqualTo(ALICE);
    }

    @Test
    void a_change_sees_what_another_request_has_stored() {
        MockHttpServletRequest other = new MockHttpServletRequest();
        other.setSession(httpSession);
        new Sessions(SessionEnd.INVALIDATE, SignedInSessions.limits(null))
                .of(other)
                .update("sign-in-1", session -> Optional.of(session.withTokens(RENEWED)));

        store.update("sign-in-1", session -> Optional.of(session.activeAt(SignedInSessions.NOW.plusSeconds(9))));

        assertThat(store.load()).isEqualTo(ALICE.withTokens(RENEWED).activeAt(SignedInSessions.NOW.plusSeconds(9)));
    }

    @Test
    void to_invalidate_ends_the_whole_session() {
        assertThat(store.endIf("sign-in-1", session -> true)).isEqualTo(ALICE);

        assertThat(httpSession.isInvalid()).isTrue();
        assertThat(store.load()).isNull();
    }

    @Test
    void to_forget_removes_only_what_is_ours() {
        HttpSessionStore forgetting = new Sessions(SessionEnd.FORGET, SignedInSessions.limits(null)).of(request);

        assertThat(forgetting.endIf("sign-in-1", session -> true)).isEqualTo(ALICE);

        assertThat(httpSession.isInvalid()).isFalse();
        assertThat(httpSession.getAttribute(HttpSessionStore.ATTRIBUTE)).isNull();
        assertThat(httpSession.getAttribute("basket")).isEqualTo("of alice");
        assertThat(forgetting.load()).isNull();
    }

    @ParameterizedTest
    @EnumSource(SessionEnd.class)
    void a_session_has_ended_before_the_container_is_told(SessionEnd end) {
        List<Object> heldAtTheEnd = new ArrayList<>();
        httpSession.setAttribute("listener", new HttpSessionBindingListener() {
            @Override
            public void valueUnbound(HttpSessionBindingEvent event) {
                heldAtTheEnd.add(String.valueOf(Sessions.ended(httpSession)));
            }
        });

        new Sessions(end, SignedInSessions.limits(null)).of(request).endIf("sign-in-1", session -> true);

        assertThat(heldAtTheEnd).doesNotContain(String.valueOf(ALICE));
    }

    @ParameterizedTest(name = "{0}, condition {1}")
    @CsvSource({"sign-in-1, false", "sign-in-0, true"})
    void nothing_ends_that_is_not_meant(String signInId, boolean condition) {
        assertThat(store.endIf(signInId, session -> condition)).isNull();

        assertThat(httpSession.isInvalid()).isFalse();
        assertThat(store.load()).isEqualTo(ALICE);
        assertThat(httpSession.written).isEmpty();
    }

    @Test
    void a_sign_in_ends_once() {
        HttpSessionStore forgetting = new Sessions(SessionEnd.FORGET, SignedInSessions.limits(null)).of(request);
        forgetting.endIf("sign-in-1", session -> true);

        assertThat(forgetting.endIf("sign-in-1", session -> true)).isNull();
        assertThat(forgetting.update("sign-in-1", session -> Optional.of(session.withTokens(RENEWED))))
                .isNull();
        assertThat(httpSession.getAttribute(HttpSessionStore.ATTRIBUTE)).isNull();
    }

    @Test
    void a_session_that_another_request_has_invalidated_throws_nothing() {
        httpSession.invalidate();

        assertThat(store.load()).isNull();
        assertThat(store.update("sign-in-1", session -> Optional.of(session.withTokens(RENEWED))))
                .isNull();
        assertThat(store.endIf("sign-in-1", session -> true)).isNull();
        assertThat(store.containerTimeout()).isNull();
    }

    @Test
    void a_session_that_is_invalidated_between_reading_and_writing_throws_nothing() {
        assertThat(store.update("sign-in-1", session -> {
                    httpSession.invalidate();
                    return Optional.of(session.withTokens(RENEWED));
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
    void the_container_keeps_an_idle_session_so_long(int seconds, Duration timeout) {
        httpSession.setMaxInactiveInterval(seconds);

        assertThat(store.containerTimeout()).isEqualTo(timeout);
    }
}
