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

    /** The response of the token endpoint, with the {@code fault} in its content. */
    String toJson(Optional<Fault> fault) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("accessToken", accessToken);
        response.put("accessTokenExpiry", accessExpiry.toEpochMilli());
        response.put("refreshToken", refreshToken);
        refreshExpiry.ifPresent(expiry -> response.put("refreshTokenExpiry", expiry.toEpochMilli()));
        response.put("user", Map.of("name", name(email), "email", email, "roles", roles));
        fault.map(Fault::shape).ifPresent(shape -> apply(response, shape));
        return JsonUtil.toJson(response);
    }

    private static void apply(Map<String, Object> response, Fault.Shape shape) {
        switch (shape) {
            case WITHOUT_REFRESH_TOKEN -> response.remove("refreshToken");
            case WITHOUT_ACCESS_TOKEN -> response.remove("accessToken");
            case OVERSIZED -> response.put("padding", "x".repeat(1024 * 1024));
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
