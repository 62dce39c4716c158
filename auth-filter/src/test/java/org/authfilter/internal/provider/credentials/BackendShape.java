package org.authfilter.internal.provider.credentials;

import java.util.List;
import java.util.function.Consumer;
import org.authfilter.testkit.ShapedBackend;
import org.authfilter.testkit.ShapedBackend.Request;

/**
 * The documented shape of a backend for which the page of backends has a recipe.
 *
 * @param name the name of the user {@code alice@example.org} that the recipe finds; the same holds for email and roles
 * @param refreshes whether the backend issues what a refresh needs
 * @param describe describes the requests that the backend accepts
 */
record BackendShape(
        String title,
        String name,
        String email,
        List<String> roles,
        boolean refreshes,
        Consumer<ShapedBackend> describe) {

    static List<BackendShape> all() {
        return List.of(
                new BackendShape(
                        "The interface above",
                        "Alice",
                        "alice@example.org",
                        List.of("user", "admin"),
                        true,
                        backend -> backend.signIn(
                                        Request.json(
                                                "/auth/login",
                                                "{\"email\":\"alice@example.org\",\"password\":\"right\"}"),
                                        401,
                                        "{\"accessToken\":\"$A\",\"refreshToken\":\"$R\",\"user\":{\"name\":\"Alice\",\"email\":\"alice@example.org\",\"roles\":[\"user\",\"admin\"]}}")
                                .refresh(
                                        Request.json("/auth/refreshToken", "{\"token\":\"$R\"}"),
                                        "{\"accessToken\":\"$A\",\"refreshToken\":\"$R\"}")
                                .signOut(Request.json("/auth/logout", "{\"token\":\"$R\"}")
                                        .withBearer("$A"))),
                new BackendShape(
                        "OAuth 2 password grant",
                        "sub-alice",
                        null,
                        List.of(),
                        true,
                        backend -> backend.signIn(
                                        Request.form(
                                                "/oauth/token",
                                                "grant_type=password&client_id=shop&client_secret=s3cret&username=alice%40example.org&password=right"),
                                        400,
                                        "{\"token_type\":\"Bearer\",\"expires_in\":300,\"access_token\":\"$A\",\"refresh_token\":\"$R\"}")
                                .refresh(
                                        Request.form(
                                                "/oauth/token",
                                                "grant_type=refresh_token&client_id=shop&client_secret=s3cret&refresh_token=$R"),
                                        "{\"token_type\":\"Bearer\",\"expires_in\":300,\"access_token\":\"$A\",\"refresh_token\":\"$R\"}")),
                new BackendShape(
                        "Laravel Passport",
                        "sub-alice",
                        null,
                        List.of(),
                        true,
                        backend -> backend.signIn(
                                        Request.form(
                                                "/oauth/token",
                                                "grant_type=password&client_id=1&client_secret=s3cret&scope=*&username=alice%40example.org&password=right"),
                                        400,
                                        "{\"token_type\":\"Bearer\",\"expires_in\":300,\"access_token\":\"$A\",\"refresh_token\":\"$R\"}")
                                .refresh(
                                        Request.form(
                                                "/oauth/token",
                                                "grant_type=refresh_token&client_id=1&client_secret=s3cret&scope=*&refresh_token=$R"),
                                        "{\"token_type\":\"Bearer\",\"expires_in\":300,\"access_token\":\"$A\",\"refresh_token\":\"$R\"}")),
                new BackendShape(
                        "Laravel Sanctum",
                        "sub-alice",
                        null,
                        List.of(),
                        false,
                        backend -> backend.signIn(
                                        Request.json(
                                                "/api/login",
                                                "{\"email\":\"alice@example.org\",\"password\":\"right\",\"device_name\":\"web\"}"),
                                        422,
                                        "{\"token\":\"$A\"}")
                                .signOut(Request.bearer("/api/logout", "$A"))),
                new BackendShape(
                        "Laravel with tymon/jwt-auth",
                        "sub-alice",
                        null,
                        List.of(),
                        true,
                        backend -> backend.signIn(
                                        Request.json(
                                                "/api/auth/login",
                                                "{\"email\":\"alice@example.org\",\"password\":\"right\"}"),
                                        401,
                                        "{\"access_token\":\"$A\",\"token_type\":\"bearer\",\"expires_in\":300}")
                                .refresh(
                                        Request.bearer("/api/auth/refresh", "$A"),
                                        "{\"access_token\":\"$A\",\"token_type\":\"bearer\",\"expires_in\":300}")
                                .signOut(Request.bearer("/api/auth/logout", "$A"))),
                new BackendShape(
                        "Django REST framework with simplejwt",
                        "sub-alice",
                        null,
                        List.of(),
                        true,
                        backend -> backend.signIn(
                                        Request.json(
                                                "/api/token/",
                                                "{\"username\":\"alice@example.org\",\"password\":\"right\"}"),
                                        401,
                                        "{\"refresh\":\"$R\",\"access\":\"$A\"}")
                                .refresh(
                                        Request.json("/api/token/refresh/", "{\"refresh\":\"$R\"}"),
                                        "{\"access\":\"$A\",\"refresh\":\"$R\"}")
                                .signOut(Request.json("/api/token/blacklist/", "{\"refresh\":\"$R\"}")
                                        .withBearer("$A"))),
                new BackendShape(
                        "dj-rest-auth",
                        "alice",
                        "alice@example.org",
                        List.of(),
                        true,
                        backend -> backend.signIn(
                                        Request.json(
                                                "/dj-rest-auth/login/",
                                                "{\"username\":\"alice@example.org\",\"password\":\"right\"}"),
                                        400,
                                        "{\"access\":\"$A\",\"refresh\":\"$R\",\"access_expiration\":\"2026-11-01T12:05:00.123456Z\",\"refresh_expiration\":\"2026-11-02T12:00:00+00:00\",\"user\":{\"pk\":1,\"username\":\"alice\",\"email\":\"alice@example.org\",\"first_name\":\"\",\"last_name\":\"\"}}")
                                .refresh(
                                        Request.json("/dj-rest-auth/token/refresh/", "{\"refresh\":\"$R\"}"),
                                        "{\"access\":\"$A\",\"refresh\":\"$R\"}")
                                .signOut(Request.json("/dj-rest-auth/logout/", "{\"refresh\":\"$R\"}")
                                        .withBearer("$A"))),
                new BackendShape(
                        "Flask with flask-jwt-extended",
                        "sub-alice",
                        null,
                        List.of(),
                        true,
                        backend -> backend.signIn(
                                        Request.json(
                                                "/login",
                                                "{\"username\":\"alice@example.org\",\"password\":\"right\"}"),
                                        401,
                                        "{\"access_token\":\"$A\",\"refresh_token\":\"$R\"}")
                                .refresh(
                                        Request.bearer("/refresh", "$R"),
                                        "{\"access_token\":\"$A\",\"refresh_token\":\"$R\"}")),
                new BackendShape(
                        "FastAPI's password form",
                        "sub-alice",
                        null,
                        List.of(),
                        false,
                        backend -> backend.signIn(
                                Request.form(
                                        "/token", "grant_type=password&username=alice%40example.org&password=right"),
                                400,
                                "{\"access_token\":\"$A\",\"token_type\":\"bearer\"}")),
                new BackendShape(
                        "ASP.NET Core Identity endpoints",
                        "alice@example.org",
                        "alice@example.org",
                        List.of(),
                        true,
                        backend -> backend.signIn(
                                        Request.json(
                                                "/login", "{\"email\":\"alice@example.org\",\"password\":\"right\"}"),
                                        401,
                                        "{\"tokenType\":\"Bearer\",\"accessToken\":\"$A\",\"expiresIn\":300,\"refreshToken\":\"$R\"}")
                                .refresh(
                                        Request.json("/refresh", "{\"refreshToken\":\"$R\"}"),
                                        "{\"tokenType\":\"Bearer\",\"accessToken\":\"$A\",\"expiresIn\":300,\"refreshToken\":\"$R\"}")
                                .profile(
                                        "/manage/info", "{\"email\":\"alice@example.org\",\"isEmailConfirmed\":true}")),
                new BackendShape(
                        "Spring Security with jjwt",
                        "alice",
                        "alice@example.org",
                        List.of("ROLE_USER"),
                        true,
                        backend -> backend.signIn(
                                        Request.json(
                                                "/api/auth/signin",
                                                "{\"username\":\"alice@example.org\",\"password\":\"right\"}"),
                                        401,
                                        "{\"token\":\"$A\",\"type\":\"Bearer\",\"refreshToken\":\"$R\",\"id\":1,\"username\":\"alice\",\"email\":\"alice@example.org\",\"roles\":[\"ROLE_USER\"]}")
                                .refresh(
                                        Request.json("/api/auth/refreshtoken", "{\"refreshToken\":\"$R\"}"),
                                        "{\"accessToken\":\"$A\",\"refreshToken\":\"$R\",\"tokenType\":\"Bearer\"}")
                                .signOut(Request.json("/api/auth/signout", "{\"refreshToken\":\"$R\"}")
                                        .withBearer("$A"))),
                new BackendShape(
                        "Express, tokens at the top",
                        "alice",
                        "alice@example.org",
                        List.of("ROLE_USER"),
                        true,
                        backend -> backend.signIn(
                                        Request.json(
                                                "/api/auth/signin",
                                                "{\"username\":\"alice@example.org\",\"password\":\"right\"}"),
                                        404,
                                        "{\"id\":1,\"username\":\"alice\",\"email\":\"alice@example.org\",\"roles\":[\"ROLE_USER\"],\"accessToken\":\"$A\",\"refreshToken\":\"$R\"}")
                                .refresh(
                                        Request.json("/api/auth/refreshtoken", "{\"refreshToken\":\"$R\"}"),
                                        "{\"accessToken\":\"$A\",\"refreshToken\":\"$R\"}")),
                new BackendShape(
                        "Express, tokens in an object",
                        "Alice",
                        "alice@example.org",
                        List.of("user"),
                        true,
                        backend -> backend.signIn(
                                        Request.json(
                                                "/v1/auth/login",
                                                "{\"email\":\"alice@example.org\",\"password\":\"right\"}"),
                                        401,
                                        "{\"user\":{\"role\":\"user\",\"isEmailVerified\":false,\"email\":\"alice@example.org\",\"name\":\"Alice\",\"id\":\"5\"},\"tokens\":{\"access\":{\"token\":\"$A\",\"expires\":\"2026-11-01T12:05:00.000Z\"},\"refresh\":{\"token\":\"$R\",\"expires\":\"2026-12-01T12:00:00.000Z\"}}}")
                                .refresh(
                                        Request.json("/v1/auth/refresh-tokens", "{\"refreshToken\":\"$R\"}"),
                                        "{\"access\":{\"token\":\"$A\",\"expires\":\"2026-11-01T13:05:00.000Z\"},\"refresh\":{\"token\":\"$R\",\"expires\":\"2026-12-01T12:00:00.000Z\"}}")
                                .signOut(Request.json("/v1/auth/logout", "{\"refreshToken\":\"$R\"}")
                                        .withBearer("$A"))),
                new BackendShape(
                        "NestJS",
                        "sub-alice",
                        null,
                        List.of(),
                        true,
                        backend -> backend.signIn(
                                        Request.json(
                                                "/auth/login",
                                                "{\"username\":\"alice@example.org\",\"password\":\"right\"}"),
                                        401,
                                        "{\"access_token\":\"$A\",\"refresh_token\":\"$R\"}")
                                .refresh(
                                        Request.bearer("/auth/refresh", "$R"),
                                        "{\"access_token\":\"$A\",\"refresh_token\":\"$R\"}")
                                .signOut(Request.bearer("/auth/logout", "$A"))),
                new BackendShape(
                        "Strapi",
                        "alice",
                        "alice@example.org",
                        List.of(),
                        false,
                        backend -> backend.signIn(
                                Request.json(
                                        "/api/auth/local",
                                        "{\"identifier\":\"alice@example.org\",\"password\":\"right\"}"),
                                400,
                                "{\"jwt\":\"$A\",\"user\":{\"id\":1,\"username\":\"alice\",\"email\":\"alice@example.org\",\"provider\":\"local\",\"confirmed\":true,\"blocked\":false}}")),
                new BackendShape(
                        "Directus",
                        "alice@example.org",
                        "alice@example.org",
                        List.of(),
                        true,
                        backend -> backend.signIn(
                                        Request.json(
                                                "/auth/login",
                                                "{\"email\":\"alice@example.org\",\"password\":\"right\"}"),
                                        401,
                                        "{\"data\":{\"access_token\":\"$A\",\"expires\":300000,\"refresh_token\":\"$R\"}}")
                                .refresh(
                                        Request.json("/auth/refresh", "{\"refresh_token\":\"$R\",\"mode\":\"json\"}"),
                                        "{\"data\":{\"access_token\":\"$A\",\"expires\":300000,\"refresh_token\":\"$R\"}}")
                                .signOut(Request.json("/auth/logout", "{\"refresh_token\":\"$R\",\"mode\":\"json\"}")
                                        .withBearer("$A"))
                                .profile(
                                        "/users/me",
                                        "{\"data\":{\"id\":\"5\",\"first_name\":\"Alice\",\"email\":\"alice@example.org\"}}")),
                new BackendShape(
                        "Supabase",
                        "Alice",
                        "alice@example.org",
                        List.of("authenticated"),
                        true,
                        backend -> backend.signIn(
                                        Request.json(
                                                "/auth/v1/token?grant_type=password&apikey=anon-key",
                                                "{\"email\":\"alice@example.org\",\"password\":\"right\"}"),
                                        400,
                                        "{\"access_token\":\"$A\",\"token_type\":\"bearer\",\"expires_in\":300,\"expires_at\":1793534700,\"refresh_token\":\"$R\",\"user\":{\"id\":\"5\",\"aud\":\"authenticated\",\"role\":\"authenticated\",\"email\":\"alice@example.org\",\"user_metadata\":{\"name\":\"Alice\"}}}")
                                .refresh(
                                        Request.json(
                                                "/auth/v1/token?grant_type=refresh_token&apikey=anon-key",
                                                "{\"refresh_token\":\"$R\"}"),
                                        "{\"access_token\":\"$A\",\"token_type\":\"bearer\",\"expires_in\":300,\"expires_at\":1793535700,\"refresh_token\":\"$R\",\"user\":{\"id\":\"5\",\"aud\":\"authenticated\",\"role\":\"authenticated\",\"email\":\"alice@example.org\",\"user_metadata\":{\"name\":\"Alice\"}}}")),
                new BackendShape(
                        "Firebase",
                        "alice@example.org",
                        "alice@example.org",
                        List.of(),
                        true,
                        backend -> backend.signIn(
                                        Request.json(
                                                "/v1/accounts:signInWithPassword?key=anon-key",
                                                "{\"email\":\"alice@example.org\",\"password\":\"right\",\"returnSecureToken\":true}"),
                                        400,
                                        "{\"kind\":\"identitytoolkit#VerifyPasswordResponse\",\"localId\":\"5\",\"email\":\"alice@example.org\",\"displayName\":\"\",\"idToken\":\"$A\",\"registered\":true,\"refreshToken\":\"$R\",\"expiresIn\":\"300\"}")
                                .refresh(
                                        Request.form(
                                                "/v1/token?key=anon-key", "grant_type=refresh_token&refresh_token=$R"),
                                        "{\"access_token\":\"other\",\"expires_in\":\"300\",\"token_type\":\"Bearer\",\"refresh_token\":\"$R\",\"id_token\":\"$A\",\"user_id\":\"5\",\"project_id\":\"1\"}")),
                new BackendShape(
                        "PocketBase",
                        "Alice",
                        "alice@example.org",
                        List.of(),
                        true,
                        backend -> backend.signIn(
                                        Request.json(
                                                "/api/collections/users/auth-with-password",
                                                "{\"identity\":\"alice@example.org\",\"password\":\"right\"}"),
                                        400,
                                        "{\"token\":\"$A\",\"record\":{\"id\":\"5\",\"collectionName\":\"users\",\"email\":\"alice@example.org\",\"verified\":true,\"name\":\"Alice\"}}")
                                .refresh(
                                        Request.bearer("/api/collections/users/auth-refresh", "$A"),
                                        "{\"token\":\"$A\",\"record\":{\"id\":\"5\",\"collectionName\":\"users\",\"email\":\"alice@example.org\",\"verified\":true,\"name\":\"Alice\"}}")),
                new BackendShape(
                        "Rails with devise-api",
                        "alice@example.org",
                        "alice@example.org",
                        List.of(),
                        true,
                        backend -> backend.signIn(
                                        Request.json(
                                                "/users/tokens/sign_in",
                                                "{\"email\":\"alice@example.org\",\"password\":\"right\"}"),
                                        401,
                                        "{\"token\":\"$A\",\"refresh_token\":\"$R\",\"expires_in\":300,\"token_type\":\"Bearer\",\"resource_owner\":{\"id\":1,\"email\":\"alice@example.org\"}}")
                                .refresh(
                                        Request.bearer("/users/tokens/refresh", "$R"),
                                        "{\"token\":\"$A\",\"refresh_token\":\"$R\",\"expires_in\":300,\"token_type\":\"Bearer\",\"resource_owner\":{\"id\":1,\"email\":\"alice@example.org\"}}")
                                .signOut(Request.bearer("/users/tokens/revoke", "$A"))));
    }

    @Override
    public String toString() {
        return title;
    }
}
