package org.authfilter.internal.refresh;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.authfilter.ErrorCode;
import org.authfilter.User;
import org.authfilter.event.SignedOut;
import org.authfilter.event.TokensRefreshed;
import org.authfilter.internal.config.Deadlines;
import org.authfilter.internal.issuer.WaitPermits;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.UserUpdate;
import org.authfilter.internal.refresh.AuthenticationResult.Authenticated;
import org.authfilter.internal.refresh.AuthenticationResult.SessionEnded;
import org.authfilter.internal.session.EndedSession;
import org.authfilter.internal.session.TestEncryption;
import org.authfilter.internal.session.UserSession;
import org.authfilter.internal.shared.SharedStoreClient;
import org.authfilter.internal.token.TokenSet;
import org.authfilter.testkit.MemorySharedStore;
import org.authfilter.testkit.MutableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes with a shared store, of which each has its own copy of the HTTP session. */
class ClusterNodesTest {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");
    /** Each reads, claims and ends; the second one reads and prolongs the result of the first. */
    private static final int CALLS_OF_TWO_REFRESHES = 8;

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LATER = Duration.ofSeconds(5);

    private final MutableClock clock = new MutableClock(START);
    private final MemorySharedStore shared = new MemorySharedStore(clock);
    private final NumberingProvider issuer = new NumberingProvider(clock);
    private final UserSession session = new UserSession(
            "sign-in-1",
            "backend",
            new User("alice", null, List.of(), "sub-alice", null),
            issuer.signIn(),
            START,
            START);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Node one = new Node();
    private final Node other = new Node();

    private final class Node {

        private final SharedStoreClient client = new SharedStoreClient(shared, "app.", clock, LONGEST_WAIT);
        private final List<Object> events = Collections.synchronizedList(new ArrayList<>());
        private final MemoryStore copy = new MemoryStore(session);
        private final EndedSignIns endedSignIns = new EndedSignIns(client, clock);
        private final TokenRefresher refresher = new TokenRefresher(
                Map.of("backend", issuer),
                Engine.MARGIN,
                Engine.RETENTION,
                new Deadlines(Duration.ofSeconds(10)),
                new WaitPermits(10),
                clock,
                clock,
                events::add,
                () -> 0,
                new Cluster(client, endedSignIns));

        AuthenticationResult request() {
            return refresher.ensureFresh(copy, copy.load());
        }

        void signOut() {
            refresher.termination().signOut(copy, copy.load());
        }

        /** From now on this node learns of ends on the other one. */
        void start() {
            endedSignIns.start(() -> refresher.termination().endedElsewhere(any -> false));
        }

        /** The access token of a request, once the shared store knows all about it. */
        String token() {
            UserSession continued = ((Authenticated) request()).session();
            client.call(store -> true).join();
            return continued.tokens().accessToken();
        }
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        one.client.close();
        other.client.close();
    }

    @Test
    void R20_a_node_stores_the_token_set_of_another_one() {
        clock.advance(Engine.LIFETIME);

        assertThat(one.token()).isEqualTo("access-2");
        assertThat(other.token()).isEqualTo("access-2");

        assertThat(other.copy.writes()).isEqualTo(1);
        assertThat(issuer.calls()).isEqualTo(1);
    }

    @Test
    void R20_a_node_leaves_that_to_the_other_one_where_writes_wait_for_each_other() {
        other.copy.preferOneWriter();
        clock.advance(Engine.LIFETIME);
        assertThat(one.token()).isEqualTo("access-2");

        clock.advance(SOON);
        assertThat(other.token()).isEqualTo("access-2");
        assertThat(other.token()).isEqualTo("access-2");

        assertThat(other.copy.writes()).isZero();
        assertThat(other.events).hasOnlyElementsOfType(TokensRefreshed.class).hasSize(1);
        assertThat(issuer.calls()).isEqualTo(1);
    }

    @Test
    void R20_the_node_that_obtained_the_token_set_stores_it_at_once() {
        one.copy.preferOneWriter();
        clock.advance(Engine.LIFETIME);

        assertThat(one.token()).isEqualTo("access-2");

        assertThat(one.copy.writes()).isEqualTo(1);
    }

    @Test
    void R20_a_node_stores_the_token_set_if_the_other_one_did_not() {
        other.copy.preferOneWriter();
        clock.advance(Engine.LIFETIME);
        one.token();
        other.token();

        clock.advance(LATER);

        assertThat(other.token()).isEqualTo("access-2");
        assertThat(other.copy.writes()).isEqualTo(1);
    }

    @Test
    void R20_a_token_set_that_was_not_due_is_stored_at_once() {
        other.copy.preferOneWriter();
        one.refresher.refresh(one.copy, one.copy.load());
        one.client.call(store -> true).join();

        other.refresher.refresh(other.copy, other.copy.load());

        assertThat(other.copy.load().tokens().accessToken()).isEqualTo("access-2");
        assertThat(issuer.calls()).isEqualTo(1);
    }

    @Test
    void R13_a_token_set_that_an_API_rejects_is_replaced_even_if_another_node_has_not_stored_it() {
        other.copy.preferOneWriter();
        clock.advance(Engine.LIFETIME);
        one.token();
        Caller caller = new Caller(other.copy, other.refresher);
        caller.bindTo(((Authenticated) other.refresher.ensureFresh(other.copy, other.copy.load())).session());
        assertThat(other.copy.writes()).isZero();

        assertThat(caller.replacementFor("access-2", "client")).contains("access-3");
        assertThat(issuer.calls()).isEqualTo(2);
    }

    @Test
    void R20_an_issuer_that_issues_the_same_tokens_again_is_called_each_time_they_expire() {
        TokenSet same = session.tokens();
        for (int refresh = 1; refresh <= 3; refresh++) {
            clock.advance(Engine.LIFETIME);
            issuer.script(Issued.refreshed(
                    new TokenSet(
                            same.accessToken(),
                            same.refreshToken(),
                            null,
                            clock.instant(),
                            clock.instant().plus(Engine.LIFETIME),
                            null),
                    UserUpdate.NONE));

            assertThat(one.token()).isEqualTo("access-1");
            assertThat(other.token()).isEqualTo("access-1");

            assertThat(issuer.calls()).isEqualTo(refresh);
        }
    }

    @Test
    void R11_a_sign_out_does_not_revoke_a_token_set_twice() {
        other.copy.preferOneWriter();
        clock.advance(Engine.LIFETIME);
        one.token();
        other.token();
        other.copy.replace(one.copy.load());

        other.signOut();

        assertThat(revoked()).containsExactly("access-2");
    }

    @Test
    void R11_a_session_that_ends_before_the_other_node_has_stored_the_token_set_loses_it() {
        other.copy.preferOneWriter();
        clock.advance(Engine.LIFETIME);
        one.token();
        other.token();

        other.signOut();

        assertThat(revoked()).containsExactly("access-2", "access-1");
    }

    @Test
    void R11_a_sign_out_wins_over_the_refresh_of_another_node_which_revokes_the_late_token_set() throws Exception {
        Future<AuthenticationResult> refreshing = refreshUnderWay();

        other.signOut();
        issuer.release();

        assertThat(refreshing.get(20, SECONDS)).isEqualTo(new SessionEnded(ErrorCode.SESSION_EXPIRED));
        assertThat(one.copy.load()).isNull();
        assertThat(revoked()).containsExactly("access-1", "access-2");
        assertThat(other.events).hasExactlyElementsOfTypes(SignedOut.class);
        assertThat(one.events).isEmpty();
    }

    @Test
    void R11_so_does_a_session_that_the_application_invalidates() throws Exception {
        Future<AuthenticationResult> refreshing = refreshUnderWay();

        other.refresher.termination().invalidated(new EndedSession(session, TestEncryption.in(session.id())));
        issuer.release();

        assertThat(refreshing.get(20, SECONDS)).isEqualTo(new SessionEnded(ErrorCode.SESSION_EXPIRED));
        assertThat(one.copy.load()).isNull();
        assertThat(revoked()).contains("access-2");
    }

    @Test
    void R11_a_sign_out_at_the_node_that_refreshes_revokes_the_late_token_set_once() throws Exception {
        Future<AuthenticationResult> refreshing = refreshUnderWay();

        one.signOut();
        issuer.release();

        assertThat(refreshing.get(20, SECONDS)).isEqualTo(new SessionEnded(ErrorCode.SESSION_EXPIRED));
        one.client.call(store -> true).join();
        assertThat(revoked()).containsExactly("access-1", "access-2");
    }

    @Test
    void R11_no_node_refreshes_a_session_any_more_that_has_signed_out_at_another_one() {
        other.signOut();
        clock.advance(Engine.LIFETIME);

        assertThat(one.request()).isEqualTo(new SessionEnded(ErrorCode.SESSION_EXPIRED));

        assertThat(one.copy.load()).isNull();
        assertThat(issuer.calls()).isZero();
    }

    @Test
    void R11_a_token_set_that_another_node_has_just_stored_is_revoked_and_ends_there() {
        clock.advance(Engine.LIFETIME);
        assertThat(one.token()).isEqualTo("access-2");

        other.signOut();

        assertThat(revoked()).containsExactly("access-2", "access-1");
        clock.advance(Engine.LIFETIME);
        assertThat(one.request()).isEqualTo(new SessionEnded(ErrorCode.SESSION_EXPIRED));
        assertThat(issuer.calls()).isEqualTo(1);
    }

    @Test
    void R11_so_is_the_last_one_of_several() {
        clock.advance(Engine.LIFETIME);
        assertThat(one.token()).isEqualTo("access-2");
        clock.advance(Engine.LIFETIME);
        assertThat(one.token()).isEqualTo("access-3");

        other.signOut();

        assertThat(revoked()).containsExactly("access-3", "access-1");
    }

    @Test
    void R11_no_node_gets_the_last_token_set_in_place_of_the_one_before_any_more() {
        clock.advance(Engine.LIFETIME);
        one.token();

        one.signOut();

        assertThat(other.request()).isEqualTo(new SessionEnded(ErrorCode.SESSION_EXPIRED));
        assertThat(other.copy.load()).isNull();
        assertThat(revoked()).containsExactly("access-2");
    }

    @Test
    void R11_a_sign_in_of_another_user_revokes_the_tokens_that_another_node_has_just_got() {
        clock.advance(Engine.LIFETIME);
        one.token();

        other.refresher.termination().replaced(session, TestEncryption.in(session.id()));

        assertThat(revoked()).containsExactly("access-2", "access-1");
    }

    @Test
    void R11_a_node_that_brings_an_ended_session_back_ends_it_again_and_tells_its_listeners_once() {
        AtomicInteger told = new AtomicInteger();
        one.refresher.termination().onEnd(session, told::incrementAndGet);
        one.start();
        other.start();

        other.signOut();
        await(() -> told.get() > 0);

        assertThat(one.refresher.termination().hasEndedOnAnyNode(session)).isTrue();
        one.refresher.termination().endCopy(one.copy, session);
        assertThat(one.copy.load()).isNull();
        assertThat(told).hasValue(1);
        assertThat(one.events).isEmpty();
        assertThat(revoked()).containsExactly("access-1");
    }

    @Test
    void R11_a_listener_that_is_added_after_the_end_is_told() {
        AtomicInteger told = new AtomicInteger();
        one.start();
        other.start();
        other.signOut();
        await(() -> one.refresher.termination().hasEndedOnAnyNode(session));

        one.refresher.termination().onEnd(session, told::incrementAndGet);

        assertThat(told).hasValue(1);
    }

    @Test
    void R11_an_end_shortly_before_a_node_stops_is_known_to_the_other_one() {
        one.start();

        other.signOut();
        other.endedSignIns.stop();
        other.client.close();

        await(() -> one.refresher.termination().hasEndedOnAnyNode(session));
        assertThat(one.refresher.termination().hasEndedOnAnyNode(session)).isTrue();
    }

    @Test
    void R19_a_logout_by_the_provider_is_told_to_the_other_node_and_revokes_nothing() {
        one.start();
        other.start();

        other.refresher.termination().end(other.copy, session, SignedOut.Reason.PROVIDER);

        await(() -> one.refresher.termination().hasEndedOnAnyNode(session));
        assertThat(one.refresher.termination().hasEndedOnAnyNode(session)).isTrue();
        assertThat(revoked()).isEmpty();
    }

    @Test
    void R11_an_end_that_a_node_could_not_tell_is_told_once_the_store_works_again() {
        one.start();
        other.start();
        shared.isDown(true);
        other.signOut();
        int calls = shared.calls();
        await(() -> shared.calls() > calls);

        shared.isDown(false);

        await(() -> one.refresher.termination().hasEndedOnAnyNode(session));
        assertThat(one.refresher.termination().hasEndedOnAnyNode(session)).isTrue();
    }

    @Test
    void R11_the_container_may_end_an_old_copy_of_a_session_that_goes_on_elsewhere() {
        clock.advance(Engine.LIFETIME);
        assertThat(one.token()).isEqualTo("access-2");

        other.refresher.termination().destroyed(new EndedSession(session, TestEncryption.in(session.id())));

        clock.advance(Engine.LIFETIME);
        assertThat(one.token()).isEqualTo("access-3");
    }

    @Test
    void R11_a_result_that_is_handed_over_late_is_revoked_if_the_session_has_ended_meanwhile() throws Exception {
        Future<AuthenticationResult> refreshing = refreshUnderWay();
        shared.isDown(true);
        issuer.release();
        assertThat(refreshing.get(20, SECONDS)).isInstanceOf(Authenticated.class);
        shared.isDown(false);

        other.signOut();

        await(() -> revoked().contains("access-2"));
        assertThat(revoked()).contains("access-2");
    }

    @Test
    void R11_a_sign_out_while_the_store_does_not_work_is_one_of_its_own_node() {
        shared.isDown(true);

        other.signOut();

        assertThat(other.copy.load()).isNull();
        assertThat(revoked()).containsExactly("access-1");
    }

    @Test
    void R7_a_node_that_stops_waits_for_its_refresh_so_that_the_other_one_gets_the_result() throws Exception {
        clock.advance(Engine.LIFETIME.minus(Engine.MARGIN).plus(SOON));
        issuer.hold();
        assertThat(one.request()).isInstanceOf(Authenticated.class);
        issuer.awaitFirstCall();

        Future<?> stopped = threads.submit(one.refresher::awaitRefreshes);
        assertThatThrownBy(() -> stopped.get(200, MILLISECONDS)).isInstanceOf(TimeoutException.class);
        issuer.release();
        stopped.get(20, SECONDS);
        one.client.close();

        assertThat(other.token()).isEqualTo("access-2");
        assertThat(issuer.calls()).isEqualTo(1);
    }

    @Test
    void R12_a_refresh_token_that_was_rejected_is_not_revoked() {
        issuer.script(new Rejected("invalid_grant"));
        clock.advance(Engine.LIFETIME);

        assertThat(one.request()).isEqualTo(new SessionEnded(ErrorCode.REFRESH_ACCESS_TOKEN_ERROR));

        assertThat(revoked()).isEmpty();
        assertThat(other.request()).isEqualTo(new SessionEnded(ErrorCode.REFRESH_ACCESS_TOKEN_ERROR));
        assertThat(issuer.calls()).isEqualTo(1);
    }

    private Future<AuthenticationResult> refreshUnderWay() throws InterruptedException {
        clock.advance(Engine.LIFETIME);
        issuer.hold();
        Future<AuthenticationResult> refreshing = threads.submit(one::request);
        issuer.awaitFirstCall();
        return refreshing;
    }

    private List<String> revoked() {
        return issuer.revoked().stream().map(TokenSet::accessToken).toList();
    }

    @Test
    void R6_a_session_that_was_stored_with_an_old_token_set_presents_none_twice_however_late() {
        clock.advance(Engine.LIFETIME);
        one.token();

        clock.advance(MemoryStore.TIMEOUT);

        assertThat(other.token()).isEqualTo("access-3");
        assertThat(issuer.reuses()).isZero();
    }

    @Test
    void a_result_goes_from_the_store_once_its_token_set_was_refreshed() {
        clock.advance(Engine.LIFETIME);
        one.token();
        clock.advance(Engine.LIFETIME);
        one.token();
        await(() -> shared.calls() >= CALLS_OF_TWO_REFRESHES);
        one.client.call(store -> true).join();
        assertThat(results()).isEqualTo(2);

        clock.advance(Engine.RETENTION.plus(Duration.ofMinutes(1)));

        assertThat(results()).isEqualTo(1);
    }

    /** No request waits for the last calls of a refresh. */
    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private long results() {
        return shared.values().keySet().stream()
                .filter(key -> shared.get(key) != null)
                .count();
    }
}
