package org.authfilter.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.authfilter.internal.config.SessionEnd;
import org.authfilter.internal.session.DecodedSessions.Decoded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

class SessionsTest {

    private static final UserSession ALICE = SignedInSessions.of("sign-in-1", "alice");
    private static final UserSession ALICE_AGAIN = SignedInSessions.of("sign-in-2", "alice");
    private static final UserSession BOB = SignedInSessions.of("sign-in-3", "bob");

    private final Sessions sessions =
            new Sessions(SessionEnd.INVALIDATE, SignedInSessions.limits(null), SignedInSessions.PROVIDERS, "server-1");
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void the_next_request_of_the_session_reads_the_sign_in() {
        assertThat(sessions.begin(request, response, ALICE)).isNull();

        MockHttpServletRequest next = SignedInSessions.next(request, response);
        assertThat(sessions.of(next, new MockHttpServletResponse()).load()).isEqualTo(ALICE);
    }

    @Test
    void reading_creates_no_session() {
        HttpSessionStore store = sessions.of(request, response);

        assertThat(store.load()).isNull();
        assertThat(store.update("sign-in-1", Optional::of)).isNull();
        assertThat(store.endIf("sign-in-1", session -> true)).isNull();
        assertThat(request.getSession(false)).isNull();
    }

    @Test
    void a_sign_in_changes_the_id_of_an_existing_session_and_keeps_its_attributes() {
        MockHttpSession before = sessionOf(request);
        before.setAttribute("basket", "three apples");
        String id = before.getId();

        sessions.begin(request, response, ALICE);

        assertThat(request.getSession(false)).isSameAs(before);
        assertThat(before.getId()).isNotEqualTo(id);
        assertThat(before.getAttribute("basket")).isEqualTo("three apples");
    }

    @Test
    void a_session_that_ends_during_the_sign_in_is_replaced_by_a_new_one() {
        MockHttpServletRequest ending = new MockHttpServletRequest() {
            private boolean ended;

            @Override
            public String changeSessionId() {
                if (!ended) {
                    ended = true;
                    getSession().invalidate();
                    throw new IllegalStateException();
                }
                return super.changeSessionId();
            }
        };
        MockHttpSession before = sessionOf(ending);

        sessions.begin(ending, response, ALICE);

        assertThat(ending.getSession(false)).isNotSameAs(before);
        assertThat(sessions.of(ending, response).load()).isEqualTo(ALICE);
    }

    @Test
    void R16_another_user_gets_a_new_session() {
        sessions.begin(request, response, ALICE);
        MockHttpSession ofAlice = sessionOf(request);
        ofAlice.setAttribute("basket", "of alice");

        assertThat(sessions.begin(request, response, BOB)).isEqualTo(ALICE);

        assertThat(ofAlice.isInvalid()).isTrue();
        assertThat(request.getSession(false)).isNotSameAs(ofAlice);
        assertThat(request.getSession(false).getAttribute("basket")).isNull();
        assertThat(sessions.of(request, response).load()).isEqualTo(BOB);
    }

    @ParameterizedTest
    @EnumSource(SessionEnd.class)
    void R16_another_user_gets_a_new_session_with_each_value_of_session_end(SessionEnd end) {
        Sessions other = new Sessions(end, SignedInSessions.limits(null), SignedInSessions.PROVIDERS, "server-1");
        other.begin(request, response, ALICE);
        MockHttpSession ofAlice = sessionOf(request);

        other.begin(request, response, BOB);

        assertThat(ofAlice.isInvalid()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(SessionEnd.class)
    void R16_the_same_user_keeps_the_session_under_a_new_id(SessionEnd end) {
        Sessions other = new Sessions(end, SignedInSessions.limits(null), SignedInSessions.PROVIDERS, "server-1");
        other.begin(request, response, ALICE);
        MockHttpSession session = sessionOf(request);
        session.setAttribute("basket", "of alice");
        String id = session.getId();

        assertThat(other.begin(request, response, ALICE_AGAIN)).isEqualTo(ALICE);

        assertThat(session.isInvalid()).isFalse();
        assertThat(session.getId()).isNotEqualTo(id);
        assertThat(session.getAttribute("basket")).isEqualTo("of alice");
        assertThat(other.of(request, response).load()).isEqualTo(ALICE_AGAIN);
    }

    /** The container has found one HTTP session for both, under the id that both tabs sent. */
    @Test
    void two_tabs_that_sign_in_at_the_same_moment_get_one_session_id_and_one_key() {
        MockHttpSession session = sessionOf(request);
        MockHttpServletRequest secondTab = sharing(session);
        MockHttpServletResponse secondResponse = new MockHttpServletResponse();
        secondTab.getServletContext().getSessionCookieConfig().setHttpOnly(true);
        sessions.begin(request, response, ALICE);
        String id = session.getId();

        assertThat(sessions.begin(secondTab, secondResponse, ALICE_AGAIN)).isEqualTo(ALICE);

        assertThat(session.getId()).isEqualTo(id);
        assertThat(secondResponse.getCookie("JSESSIONID").getValue()).isEqualTo(id);
        assertThat(secondResponse.getCookie("JSESSIONID").isHttpOnly()).isTrue();
        assertThat(secondResponse.getCookie(SessionKeyCookie.NAME).getValue())
                .isEqualTo(response.getCookie(SessionKeyCookie.NAME).getValue());
        MockHttpServletRequest next = SignedInSessions.next(request, response);
        assertThat(sessions.of(next, new MockHttpServletResponse()).load()).isEqualTo(ALICE_AGAIN);
    }

    @Test
    void the_second_of_two_tabs_keeps_the_route_of_its_session_cookie() {
        MockHttpSession session = sessionOf(request);
        MockHttpServletRequest secondTab = sharing(session);
        secondTab.setCookies(new Cookie("JSESSIONID", session.getId() + ".node-1"));
        MockHttpServletResponse secondResponse = new MockHttpServletResponse();
        sessions.begin(request, response, ALICE);

        sessions.begin(secondTab, secondResponse, ALICE_AGAIN);

        assertThat(secondResponse.getCookie("JSESSIONID").getValue()).isEqualTo(session.getId() + ".node-1");
    }

    @Test
    void R16_another_user_of_a_second_tab_at_the_same_moment_gets_a_session_of_his_own() {
        MockHttpSession session = sessionOf(request);
        MockHttpServletRequest secondTab = sharing(session);
        sessions.begin(request, response, ALICE);

        sessions.begin(secondTab, new MockHttpServletResponse(), BOB);

        assertThat(session.isInvalid()).isTrue();
        assertThat(secondTab.getSession(false)).isNotSameAs(session);
        assertThat(sessions.of(secondTab, new MockHttpServletResponse()).load()).isEqualTo(BOB);
    }

    @Test
    void of_200_pairs_of_simultaneous_sign_ins_both_responses_lead_into_the_session() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int pair = 0; pair < 200; pair++) {
                MockHttpSession session = new MockHttpSession();
                CyclicBarrier together = new CyclicBarrier(2);
                List<Future<MockHttpServletResponse>> tabs = new ArrayList<>();
                for (UserSession signedIn : List.of(ALICE, ALICE_AGAIN)) {
                    MockHttpServletRequest tab = sharing(session);
                    tabs.add(threads.submit(() -> {
                        MockHttpServletResponse itsResponse = new MockHttpServletResponse();
                        together.await();
                        sessions.begin(tab, itsResponse, signedIn);
                        return itsResponse;
                    }));
                }
                for (Future<MockHttpServletResponse> tab : tabs) {
                    MockHttpServletResponse itsResponse = tab.get();
                    Cookie id = itsResponse.getCookie("JSESSIONID");
                    assertThat(id == null ? session.getId() : id.getValue()).isEqualTo(session.getId());
                    MockHttpServletRequest next = sharing(session);
                    next.setCookies(itsResponse.getCookies());
                    assertThat(sessions.of(next, new MockHttpServletResponse()).load())
                            .isNotNull();
                }
                assertThat(tabs.stream().map(SessionsTest::keyOf).distinct()).hasSize(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static String keyOf(Future<MockHttpServletResponse> tab) {
        try {
            return tab.get().getCookie(SessionKeyCookie.NAME).getValue();
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }

    /** The sign-in comes after the end of the old one, and before the container has destroyed the HTTP session. */
    @Test
    void a_sign_in_during_the_end_of_the_session_survives_in_another_one() {
        MockHttpServletRequest secondTab = new MockHttpServletRequest();
        MockHttpSession session = new MockHttpSession() {
            @Override
            public void invalidate() {
                if (secondTab.getSession(false) == null) {
                    secondTab.setSession(this);
                    sessions.begin(secondTab, new MockHttpServletResponse(), ALICE_AGAIN);
                }
                if (!isInvalid()) {
                    super.invalidate();
                }
            }
        };
        SignedInSessions.PROVIDERS.remember(session, ALICE.provider());
        sessions.write(session, new Decoded(ALICE, SignedInSessions.KEY), "node");

        new HttpSessionStore(sessions, session, PresentedKeys.of(SignedInSessions.KEY), null)
                .endIf(ALICE.id(), any -> true);

        assertThat(secondTab.getSession(false)).isNotSameAs(session);
        assertThat(sessions.of(secondTab, new MockHttpServletResponse()).load()).isEqualTo(ALICE_AGAIN);
    }

    /** A request with the present id of the session. */
    private static MockHttpServletRequest sharing(MockHttpSession session) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setSession(session);
        request.setRequestedSessionId(session.getId());
        return request;
    }

    @ParameterizedTest(name = "R16: {0} {1} {2}, then {3} {4} {5}: the same: {6}")
    @CsvSource({
        "backend, alice, s-1, backend, alice, s-1, true",
        "backend, alice, s-1, backend, renamed, s-1, true",
        "backend, alice, s-1, backend, alice, s-2, false",
        "backend, alice, s-1, other,   alice, s-1, false",
        "backend, alice, ,    backend, alice, ,    true",
        "backend, alice, ,    backend, bob,   ,    false",
        "backend, alice, ,    backend, alice, s-1, false",
        "backend, alice, s-1, backend, alice, ,    false",
    })
    void R16_a_user_is_one_subject_of_one_provider_or_else_one_name(
            String provider,
            String name,
            String subject,
            String provider2,
            String name2,
            String subject2,
            boolean same) {
        assertThat(SignedInSessions.of("1", provider, name, subject)
                        .isSameUserAs(SignedInSessions.of("2", provider2, name2, subject2)))
                .isEqualTo(same);
    }

    @Test
    void R16_two_sessions_of_one_name_without_subject_and_email_are_two_users() {
        assertThat(SignedInSessions.sparse().isSameUserAs(SignedInSessions.sparse()))
                .isFalse();
    }

    @Test
    void a_foreign_value_under_the_attribute_name_is_overwritten() {
        MockHttpSession session = sessionOf(request);
        session.setAttribute(HttpSessionStore.ATTRIBUTE, "foreign");

        assertThat(sessions.of(request, response).load()).isNull();
        assertThat(sessions.begin(request, response, ALICE)).isNull();
        assertThat(sessions.of(request, response).load()).isEqualTo(ALICE);
    }

    @ParameterizedTest(name = "container {0} s, idle-timeout {1}: {2} s")
    @CsvSource({
        "1800, PT20M,   1800",
        "1800, PT30M,   1800",
        "1800, PT31M,   1860",
        "1800, PT30M0.5S, 1801",
        "1800, ,        1800",
        "1800, PT87600H, 315360000",
        "0,    PT1H,    0",
        "-1,   PT1H,    -1",
    })
    void the_container_keeps_a_session_at_least_as_long_as_the_idle_timeout(
            int container, Duration idleTimeout, int seconds) {
        sessionOf(request).setMaxInactiveInterval(container);

        new Sessions(
                        SessionEnd.INVALIDATE,
                        SignedInSessions.limits(idleTimeout),
                        SignedInSessions.PROVIDERS,
                        "server-1")
                .begin(request, response, ALICE);

        assertThat(sessionOf(request).getMaxInactiveInterval()).isEqualTo(seconds);
    }

    @Test
    void the_session_can_be_read_while_its_HTTP_session_ends() {
        sessions.begin(request, response, ALICE);

        EndedSession ended = sessions.ended(sessionOf(request));
        assertThat(ended.id()).isEqualTo(ALICE.id());
        assertThat(ended.known()).isEqualTo(ALICE);
        assertThat(ended.encryption()).isNotNull();
        assertThat(sessions.ended(new MockHttpSession())).isNull();
    }

    @Test
    void a_node_without_the_key_reads_whose_session_ends_and_no_token() {
        sessions.begin(request, response, ALICE);

        assertThat(new Sessions(
                                SessionEnd.INVALIDATE,
                                SignedInSessions.limits(null),
                                SignedInSessions.PROVIDERS,
                                "server-1")
                        .ended(sessionOf(request)))
                .isEqualTo(new EndedSession(ALICE.id(), ALICE.provider(), ALICE.user()));
    }

    private static MockHttpSession sessionOf(MockHttpServletRequest request) {
        return (MockHttpSession) request.getSession();
    }
}
