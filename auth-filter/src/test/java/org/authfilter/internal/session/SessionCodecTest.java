package org.authfilter.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.authfilter.internal.token.SignInClaims;
import org.authfilter.internal.token.TokenSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionCodecTest {

    private static final Set<String> REQUIRED =
            Set.of("id", "provider", "startedAt", "lastActivity", "name", "roles", "obtainedAt", "encrypted");
    private static final Set<String> OPTIONAL = Set.of("email", "subject", "issuer", "expiresAt", "refreshExpiresAt");

    static Stream<UserSession> sessions() {
        return Stream.of(SignedInSessions.complete(), SignedInSessions.sparse(), SignedInSessions.withTokensOf(10));
    }

    static Stream<String> required() {
        return REQUIRED.stream().sorted();
    }

    static Stream<String> optional() {
        return OPTIONAL.stream().sorted();
    }

    static Stream<String> members() {
        return Stream.concat(required(), optional());
    }

    /** The members that may have any value of their type. */
    static Stream<String> free() {
        return members().filter(member -> !member.equals("encrypted") && !member.equals("id"));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void R7_a_stored_session_is_read_back_unchanged(UserSession session) {
        assertThat(decode(encode(session))).isEqualTo(session);
    }

    @Test
    void times_are_exact_to_the_millisecond_before_they_are_stored() {
        Instant precise = SignedInSessions.NOW.plusNanos(123_456_789);
        UserSession sparse = SignedInSessions.sparse();
        UserSession session = new UserSession(
                "id", "p", sparse.user(), new TokenSet("a", "r", null, precise, precise, precise), precise, precise);

        assertThat(decode(encode(session))).isEqualTo(session);
        assertThat(session.startedAt()).isEqualTo(SignedInSessions.NOW.plusMillis(123));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void R7_the_value_is_made_of_JDK_types_only(UserSession session) {
        assertJdkTypesOnly(encode(session));
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void R1_the_value_has_an_immutable_type_so_that_reading_it_replicates_nothing(UserSession session) {
        Map<?, ?> value = (Map<?, ?>) encode(session);

        assertThat(value).hasSameClassAs(Map.of());
        assertThat(value.get("roles").getClass())
                .isIn(List.of().getClass(), List.of("").getClass());
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void R7_the_value_survives_Java_serialization(UserSession session) throws Exception {
        Object revived = revived(encode(session));

        assertThat(decode(revived)).isEqualTo(session);
    }

    static Stream<Arguments> recordings() {
        return Stream.of(
                arguments("session-of-0.1.0-complete.ser", SignedInSessions.complete()),
                arguments("session-of-0.1.0-sparse.ser", SignedInSessions.sparse()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recordings")
    void R7_a_session_that_version_0_1_0_has_serialized_is_read(String recording, UserSession session)
            throws Exception {
        assertThat(decode(recorded(recording))).isEqualTo(session);
        assertThat(SessionCodec.ownerNode(recorded(recording))).isEqualTo("node-1");
    }

    @Test
    void R7_version_0_1_0_reads_a_session_that_is_written_now() throws Exception {
        Map<String, Object> now = encoded();
        now.put("keeper", "node-1");

        recorded("session-of-0.1.0-complete.ser").forEach((member, value) -> {
            if (!member.equals("encrypted")) {
                assertThat(now).extractingByKey(String.valueOf(member)).isEqualTo(value);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"complete", "sparse"})
    void a_session_whose_tokens_are_not_encrypted_is_none(String kind) throws Exception {
        assertThat(decode(recorded("session-with-plain-tokens-" + kind + ".ser")))
                .isNull();
    }

    @ParameterizedTest
    @MethodSource("sessions")
    void no_token_is_in_the_value_in_any_encoding(UserSession session) throws Exception {
        UserSession withSecrets = session.withTokens(new TokenSet(
                        "access-token-that-is-secret",
                        "refresh-token-that-is-secret",
                        "id-token-that-is-secret",
                        SignedInSessions.NOW,
                        null,
                        null)
                .withSignIn(new SignInClaims("nonce-that-is-secret", 1L)));
        TokenSet waiting = new TokenSet(
                "next-access-that-is-secret", "next-refresh-that-is-secret", null, SignedInSessions.NOW, null, null);
        Object value = encode(withSecrets.withTokens(withSecrets.tokens().awaiting(waiting)));

        String printed = String.valueOf(value);
        String serialized = new String(serialized(value), StandardCharsets.ISO_8859_1);
        for (int shift = 0; shift < 3; shift++) {
            String secret = "-that-is-secret".substring(shift);
            String base64 = Base64.getEncoder()
                    .encodeToString(secret.getBytes(StandardCharsets.UTF_8))
                    .substring(0, 12);
            assertThat(printed).doesNotContain(secret).doesNotContain(base64);
            assertThat(serialized).doesNotContain(secret).doesNotContain(base64);
        }
    }

    @Test
    void another_key_reads_whose_session_it_is_and_no_token() {
        Object value = encode(SignedInSessions.complete());

        assertThat(SessionCodec.decode(value, SessionKey.create())).isNull();
        assertThat(SessionCodec.decodeIdentity(value))
                .isEqualTo(new SessionIdentity(
                        "sign-in-1", "backend", SignedInSessions.complete().user()));
    }

    @Test
    void tokens_of_another_sign_in_under_the_same_key_are_not_taken() {
        Map<String, Object> swapped = encoded();
        swapped.put("id", "sign-in-2");

        assertThat(decode(swapped)).isNull();
    }

    @Test
    void R15_an_unverified_token_set_is_not_taken_for_the_verified_one() {
        Map<String, Object> swapped = new HashMap<>(encode(withUnverifiedTokens()));
        swapped.put("encrypted", ((Map<?, ?>) swapped.get("unverified")).get("encrypted"));

        assertThat(decode(swapped)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void a_text_that_is_not_encrypted_invalidates_the_session(String text) {
        Map<String, Object> tampered = encoded();
        tampered.put("encrypted", text);

        assertThat(decode(tampered)).isNull();
    }

    private static Map<?, ?> recorded(String recording) throws Exception {
        try (ObjectInputStream in = new ObjectInputStream(SessionCodecTest.class.getResourceAsStream(recording))) {
            return (Map<?, ?>) in.readObject();
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(classes = {TreeMap.class, ConcurrentHashMap.class})
    void R7_a_marshaller_may_change_the_kind_of_map_and_list(Class<?> mapType) throws Exception {
        @SuppressWarnings("unchecked")
        Map<String, Object> other =
                (Map<String, Object>) mapType.getDeclaredConstructor().newInstance();
        other.putAll(encoded());
        other.put("roles", List.of("user", "admin"));

        assertThat(decode(other)).isEqualTo(SignedInSessions.complete());
    }

    @Test
    void R15_an_unverified_token_set_is_stored_and_read_back() throws Exception {
        UserSession session = withUnverifiedTokens();
        Object value = encode(session);

        assertThat(decode(value)).isEqualTo(session);
        assertThat(decode(revived(value))).isEqualTo(session);
        assertJdkTypesOnly(value);
        assertThat(((Map<?, ?>) value).get("unverified")).hasSameClassAs(Map.of());
    }

    @Test
    void R15_an_incomplete_unverified_token_set_invalidates_the_session() {
        Map<String, Object> broken = new HashMap<>(encoded());
        broken.put("unverified", Map.of("refreshToken", "r"));

        assertThat(decode(broken)).isNull();
    }

    @Test
    void R15_a_map_that_contains_itself_throws_nothing() {
        Map<String, Object> endless = encoded();
        endless.put("unverified", endless);

        assertThat(decode(endless)).isNull();
    }

    @ParameterizedTest
    @MethodSource("signInClaims")
    void R13_the_claims_of_the_sign_in_are_stored_and_read_back(SignInClaims claims) throws Exception {
        UserSession session = signedInWith(claims);
        Object value = encode(session);

        assertThat(decode(value)).isEqualTo(session);
        assertThat(decode(revived(value))).isEqualTo(session);
        assertJdkTypesOnly(value);
    }

    static Stream<SignInClaims> signInClaims() {
        return Stream.of(
                new SignInClaims("nonce-1", 1_700_000_000L),
                new SignInClaims("nonce-1", null),
                new SignInClaims("nonce-1", 1L, "urn:mfa", List.of("pwd", "otp"), 2L));
    }

    @ParameterizedTest(name = "{0} of a wrong type")
    @ValueSource(strings = {"authTime", "acr", "amr", "issuedAt"})
    void R13_claims_of_a_wrong_type_invalidate_the_session(String member) {
        Map<String, Object> tampered = new HashMap<>(encode(signedInWith(new SignInClaims("nonce-1", 1L))));
        tampered.put(member, true);

        assertThat(decode(tampered)).isNull();
    }

    private static UserSession signedInWith(SignInClaims claims) {
        UserSession session = SignedInSessions.complete();
        return session.withTokens(session.tokens().withSignIn(claims));
    }

    private static UserSession withUnverifiedTokens() {
        UserSession session = SignedInSessions.complete();
        TokenSet next = new TokenSet("a2", "r2", null, SignedInSessions.NOW, SignedInSessions.NOW, null);
        return session.withTokens(session.tokens().awaiting(next));
    }

    @Test
    void every_member_has_a_row_in_these_tests() {
        assertThat(encoded().keySet())
                .containsExactlyInAnyOrderElementsOf(members().toList());
    }

    @Test
    void R7_members_of_another_version_are_ignored() {
        Map<String, Object> map = encoded();
        map.put("unknownText", "x");
        map.put("unknownNull", null);
        map.put("unknownList", List.of(1, 2));

        assertThat(decode(map)).isEqualTo(SignedInSessions.complete());
    }

    @Test
    void the_stored_value_can_not_be_changed() {
        Map<?, ?> stored = (Map<?, ?>) encode(SignedInSessions.complete());

        assertThatThrownBy(stored::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest(name = "without {0}")
    @MethodSource("required")
    void a_missing_required_member_invalidates_the_session(String member) {
        Map<String, Object> missing = encoded();
        missing.remove(member);
        Map<String, Object> nothing = encoded();
        nothing.put(member, null);

        assertThat(decode(missing)).isNull();
        assertThat(decode(nothing)).isNull();
    }

    @ParameterizedTest(name = "without {0}")
    @MethodSource("optional")
    void an_optional_member_may_be_missing(String member) {
        Map<String, Object> missing = encoded();
        missing.remove(member);

        assertThat(decode(missing)).isNotNull().isNotEqualTo(SignedInSessions.complete());
    }

    @ParameterizedTest(name = "{0} of a wrong type")
    @MethodSource("free")
    void a_member_of_a_wrong_type_invalidates_the_session(String member) {
        Object right = encoded().get(member);
        for (Object wrong : Arrays.asList("text", 17L, 17, 1.5, true, List.of("x"), Map.of(), new Object())) {
            boolean isRight =
                    right instanceof List<?> ? wrong instanceof List<?> : right.getClass() == wrong.getClass();
            Map<String, Object> tampered = encoded();
            tampered.put(member, wrong);

            assertThat(decode(tampered) == null).as(member + " = " + wrong).isEqualTo(!isRight);
        }
    }

    @Test
    void roles_of_a_wrong_type_invalidate_the_session() {
        for (List<?> roles :
                List.of(List.of(1), List.of("user", true), Arrays.asList("user", null), List.of(List.of()))) {
            Map<String, Object> tampered = encoded();
            tampered.put("roles", roles);

            assertThat(decode(tampered)).as("roles = " + roles).isNull();
        }
    }

    @Test
    void a_value_that_is_no_map_is_no_session() {
        for (Object attribute : new Object[] {null, "text", 17, List.of(), new Object(), Map.of(), Map.of(1, 2)}) {
            assertThat(decode(attribute)).as(String.valueOf(attribute)).isNull();
        }
    }

    @Test
    void a_foreign_value_has_no_owner_node() {
        assertThat(SessionCodec.ownerNode(new TreeMap<>(Map.of(1, 2)))).isNull();
        assertThat(SessionCodec.ownerNode(Map.of("keeper", 1))).isNull();
        assertThat(SessionCodec.ownerNode("keeper")).isNull();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE})
    void extreme_times_throw_nothing(long millis) {
        for (String member : List.of("startedAt", "lastActivity", "obtainedAt", "expiresAt", "refreshExpiresAt")) {
            Map<String, Object> tampered = encoded();
            tampered.put(member, millis);

            assertThat(decode(tampered)).as(member).isNotNull();
        }
    }

    private static Map<String, Serializable> encode(UserSession session) {
        return SessionCodec.encode(session, SignedInSessions.KEY, null);
    }

    private static UserSession decode(Object attribute) {
        return SessionCodec.decode(attribute, SignedInSessions.KEY);
    }

    private static Map<String, Object> encoded() {
        return new HashMap<>(encode(SignedInSessions.complete()));
    }

    private static void assertJdkTypesOnly(Object value) {
        assertThat(value.getClass().getName()).startsWith("java.");
        assertThat(value).isInstanceOf(Serializable.class);
        if (value instanceof Map<?, ?> map) {
            map.keySet().forEach(SessionCodecTest::assertJdkTypesOnly);
            map.values().forEach(SessionCodecTest::assertJdkTypesOnly);
        } else if (value instanceof Collection<?> collection) {
            collection.forEach(SessionCodecTest::assertJdkTypesOnly);
        }
    }

    private static byte[] serialized(Object value) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        return bytes.toByteArray();
    }

    private static Object revived(Object value) throws Exception {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(serialized(value)))) {
            return in.readObject();
        }
    }
}
