package org.authfilter.testkit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;

/** A token set as it was issued, with its number. */
record Grant(
        int number,
        String email,
        List<String> roles,
        String accessToken,
        Instant accessExpiry,
        String refreshToken,
        Optional<Instant> refreshExpiry) {

    /** The answer of the token endpoint, with what {@code fault} makes wrong in its content. */
    String toJson(Optional<Fault> fault) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("accessToken", accessToken);
        answer.put("accessTokenExpiry", accessExpiry.toEpochMilli());
        answer.put("refreshToken", refreshToken);
        refreshExpiry.ifPresent(expiry -> answer.put("refreshTokenExpiry", expiry.toEpochMilli()));
        answer.put("user", Map.of("name", name(email), "email", email, "roles", roles));
        fault.map(Fault::shape).ifPresent(shape -> spoil(answer, shape));
        return JsonUtil.toJson(answer);
    }

    private static void spoil(Map<String, Object> answer, Fault.Shape shape) {
        switch (shape) {
            case WITHOUT_REFRESH_TOKEN -> answer.remove("refreshToken");
            case WITHOUT_ACCESS_TOKEN -> answer.remove("accessToken");
            case OVERSIZED -> answer.put("padding", "x".repeat(1024 * 1024));
            default -> {}
        }
    }

    static String name(String email) {
        return email.replaceFirst("@.*", "");
    }

    /** The {@code sub} of this user: recognisably not the name. */
    static String subject(String email) {
        return "sub-" + name(email);
    }
}
