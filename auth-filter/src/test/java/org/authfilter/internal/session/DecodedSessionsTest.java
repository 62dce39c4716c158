package org.authfilter.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DecodedSessionsTest {

    private static final UserSession ALICE = SignedInSessions.complete();

    private final DecodedSessions decoded = new DecodedSessions();

    private UserSession session(Object value) {
        return sessionFor(value, SignedInSessions.KEY);
    }

    private UserSession sessionFor(Object value, SessionKey key) {
        DecodedSessions.Decoded found = decoded.decode(value, PresentedKeys.of(key));
        return found == null ? null : found.session();
    }

    @Test
    void a_request_without_the_key_gets_no_session_even_if_this_node_has_decoded_it() {
        Object value = SessionCodec.encode(ALICE, SignedInSessions.KEY, null);
        assertThat(session(value)).isEqualTo(ALICE);

        assertThat(decoded.decode(value, PresentedKeys.NONE)).isNull();
        assertThat(sessionFor(value, SessionKey.create())).isNull();
    }

    @Test
    void a_value_of_another_key_is_not_kept() {
        Object value = SessionCodec.encode(ALICE, SignedInSessions.KEY, null);

        assertThat(sessionFor(value, SessionKey.create())).isNull();
        assertThat(decoded.size()).isZero();
    }

    @Test
    void one_of_several_keys_is_enough() {
        Object value = SessionCodec.encode(ALICE, SignedInSessions.KEY, null);
        PresentedKeys keys = new PresentedKeys(
                List.of("no key", SessionKey.create().text(), SignedInSessions.KEY.text(), "A".repeat(43)));

        assertThat(decoded.decode(value, keys).session()).isEqualTo(ALICE);
        assertThat(decoded.decode(value, keys).session()).isEqualTo(ALICE);
    }

    @Test
    void a_request_that_had_the_key_goes_on_when_the_same_user_signs_in_again() {
        PresentedKeys keys = PresentedKeys.of(SignedInSessions.KEY);
        assertThat(decoded.decode(SessionCodec.encode(ALICE, SignedInSessions.KEY, null), keys))
                .isNotNull();
        SessionKey next = SessionKey.create();
        Object value = SessionCodec.encode(ALICE, next, null);
        decoded.add(value, new DecodedSessions.Decoded(ALICE, next));

        assertThat(decoded.decode(value, keys).session()).isEqualTo(ALICE);
    }

    @Test
    void R1_one_attribute_value_is_decoded_once() {
        Object value = SessionCodec.encode(ALICE, SignedInSessions.KEY, null);

        UserSession first = session(value);

        assertThat(first).isEqualTo(ALICE);
        assertThat(session(value)).isSameAs(first);
    }

    @Test
    void an_equal_value_that_is_another_object_is_decoded_again() {
        UserSession first = session(SessionCodec.encode(ALICE, SignedInSessions.KEY, null));

        assertThat(session(SessionCodec.encode(ALICE, SignedInSessions.KEY, null)))
                .isEqualTo(first)
                .isNotSameAs(first);
    }

    @Test
    void two_values_with_one_hash_code_are_told_apart() {
        Object ofAlice = new SameHash(ALICE);
        Object ofBob = new SameHash(SignedInSessions.sparse());

        assertThat(session(ofAlice)).isEqualTo(ALICE);
        assertThat(session(ofBob)).isEqualTo(SignedInSessions.sparse());
        assertThat(session(ofAlice)).isEqualTo(ALICE);
    }

    /** Values that are equal to each other although they hold different sessions. */
    private static final class SameHash extends HashMap<Object, Object> {

        private static final long serialVersionUID = 1;

        SameHash(UserSession session) {
            super((Map<?, ?>) SessionCodec.encode(session, SignedInSessions.KEY, null));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof SameHash;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    static Stream<Object> foreignValues() {
        return Stream.of("text", 17, List.of(), Map.of(), Map.of("id", "sign-in-1"));
    }

    @ParameterizedTest
    @MethodSource("foreignValues")
    void a_value_without_a_session_is_not_kept(Object value) {
        assertThat(session(value)).isNull();
        assertThat(session(null)).isNull();
        assertThat(decoded.size()).isZero();
    }

    @Test
    void an_entry_goes_when_the_container_has_let_go_of_its_value() {
        IntStream.range(0, 100).forEach(i -> session(SessionCodec.encode(ALICE, SignedInSessions.KEY, null)));
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();

        while (decoded.size() > 10 && System.nanoTime() < deadline) {
            System.gc();
            session(SessionCodec.encode(ALICE, SignedInSessions.KEY, null));
        }

        assertThat(decoded.size()).isLessThanOrEqualTo(10);
    }
}
