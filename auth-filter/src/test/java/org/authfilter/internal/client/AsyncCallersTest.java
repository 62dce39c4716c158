package org.authfilter.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.authfilter.AccessToken;
import org.authfilter.AccessTokenUnavailableException;
import org.authfilter.AccessTokenUnavailableException.Reason;
import org.authfilter.User;
import org.authfilter.internal.config.TestConfiguration;
import org.authfilter.internal.refresh.Caller;
import org.authfilter.internal.refresh.CapturedCaller;
import org.authfilter.internal.refresh.TokenRefresher;
import org.authfilter.internal.session.SessionStore;
import org.authfilter.internal.session.UserSession;
import org.authfilter.internal.token.TokenSet;
import org.eclipse.microprofile.rest.client.ext.AsyncInvocationInterceptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The token of a call on a thread that sends asynchronous calls. The thread of the test is that worker: a caller that a
 * server has applied to it stays there, unless the client removes it.
 */
class AsyncCallersTest {

    interface Orders {
        @AccessToken
        String list();

        @AccessToken
        CompletionStage<String> listLater();

        CompletionStage<String> newsLater();
    }

    @AccessToken
    interface AllOrders {
        String list();

        CompletionStage<String> listLater();
    }

    private static final Caller ALICE = caller("alice");
    private static final Caller BOB = caller("bob");

    private final RestClientOfAServer orders = new RestClientOfAServer(Orders.class);

    /** Calls that leave their caller on the worker, where no server removes it. */
    static Stream<Arguments> asynchronousCalls() {
        return Stream.of(
                leaving("a method that wants a token", (client, prepared) -> {
                    apply(prepared);
                    client.send("listLater");
                }),
                leaving("a method that wants none", (client, prepared) -> {
                    apply(prepared);
                    client.send("newsLater");
                }),
                leaving("a call with a header of its own", (client, prepared) -> {
                    apply(prepared);
                    client.sendWithOwnHeader("listLater");
                }),
                leaving("a call that an earlier filter aborts", (client, prepared) -> {
                    apply(prepared);
                    client.abortInAnEarlierFilter();
                }),
                leaving(
                        "a call that fails before any filter, or of another client",
                        (client, prepared) -> apply(prepared)));
    }

    private static Arguments leaving(
            String name, BiConsumer<RestClientOfAServer, List<AsyncInvocationInterceptor>> call) {
        return Arguments.argumentSet(name, call);
    }

    @Test
    void an_asynchronous_call_carries_the_token_of_its_caller() {
        List<AsyncInvocationInterceptor> prepared = as(ALICE, orders::prepare);

        apply(prepared);

        assertThat(orders.send("listLater")).isEqualTo("Bearer token-of-alice");
    }

    @ParameterizedTest
    @MethodSource("asynchronousCalls")
    void a_captured_session_sends_its_own_token_after_the_call_of_another_caller(
            BiConsumer<RestClientOfAServer, List<AsyncInvocationInterceptor>> call) {
        call.accept(orders, as(ALICE, orders::prepare));

        assertThat(as(BOB, () -> orders.send("list"))).isEqualTo("Bearer token-of-bob");
    }

    @ParameterizedTest
    @MethodSource("asynchronousCalls")
    void a_thread_without_caller_sends_no_token_after_the_call_of_another_caller(
            BiConsumer<RestClientOfAServer, List<AsyncInvocationInterceptor>> call) {
        call.accept(orders, as(ALICE, orders::prepare));

        assertNoToken(() -> orders.send("list"));
    }

    @ParameterizedTest
    @MethodSource("asynchronousCalls")
    void an_asynchronous_call_without_caller_sends_no_token_after_that_of_another_caller(
            BiConsumer<RestClientOfAServer, List<AsyncInvocationInterceptor>> call) {
        call.accept(orders, as(ALICE, orders::prepare));

        apply(orders.prepare());

        assertNoToken(() -> orders.send("listLater"));
    }

    @ParameterizedTest
    @MethodSource("asynchronousCalls")
    void an_asynchronous_call_sent_on_the_same_thread_carries_the_token_of_its_own_caller(
            BiConsumer<RestClientOfAServer, List<AsyncInvocationInterceptor>> call) {
        call.accept(orders, as(ALICE, orders::prepare));

        assertThat(as(BOB, () -> {
                    orders.prepare();
                    return orders.send("listLater");
                }))
                .isEqualTo("Bearer token-of-bob");
    }

    @Test
    void a_client_with_a_token_on_every_method_sends_no_token_of_another_caller() {
        RestClientOfAServer all = new RestClientOfAServer(AllOrders.class);
        apply(as(ALICE, all::prepare));

        assertThat(as(BOB, () -> all.send("list"))).isEqualTo("Bearer token-of-bob");
    }

    @Test
    void a_thread_with_a_caller_that_sends_the_call_of_another_keeps_both_apart() {
        List<AsyncInvocationInterceptor> prepared = as(ALICE, orders::prepare);

        List<String> sent = as(BOB, () -> {
            apply(prepared);
            return List.of(orders.send("listLater"), orders.send("list"));
        });

        assertThat(sent).containsExactly("Bearer token-of-alice", "Bearer token-of-bob");
    }

    @Test
    void a_filter_of_the_application_may_make_calls_of_its_own() {
        List<AsyncInvocationInterceptor> prepared = as(ALICE, orders::prepare);

        apply(prepared);
        String sent = orders.send("listLater", () -> {
            orders.prepare();
            prepared.forEach(AsyncInvocationInterceptor::removeContext);
        });

        assertThat(sent).isEqualTo("Bearer token-of-alice");
    }

    private static void apply(List<AsyncInvocationInterceptor> prepared) {
        prepared.forEach(AsyncInvocationInterceptor::applyContext);
    }

    private static <T> T as(Caller caller, Supplier<T> work) {
        return new CapturedCaller(caller).get(work);
    }

    private static void assertNoToken(Supplier<String> call) {
        assertThatThrownBy(call::get)
                .isInstanceOfSatisfying(
                        AccessTokenUnavailableException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.NO_REQUEST));
    }

    private static Caller caller(String name) {
        return new Caller(
                new OneSession(name),
                new TokenRefresher(
                        Map.of(),
                        TestConfiguration.ofOneBackend().read().refresh(),
                        Clock.systemUTC(),
                        Clock.systemUTC(),
                        event -> {},
                        null));
    }

    /** The session of a user whose token does not expire. */
    private record OneSession(String name) implements SessionStore {

        @Override
        public UserSession load() {
            Instant then = Instant.EPOCH;
            TokenSet tokens = new TokenSet("token-of-" + name, null, null, then, null, null);
            return new UserSession(name, "backend", new User(name, null, List.of(), null, null), tokens, then, then);
        }

        @Override
        public boolean isOwnedElsewhere() {
            return false;
        }

        @Override
        public UserSession update(String signInId, Function<UserSession, Optional<UserSession>> change) {
            throw new UnsupportedOperationException();
        }

        @Override
        public UserSession endIf(String signInId, Predicate<UserSession> condition) {
            throw new UnsupportedOperationException();
        }
    }
}
