package org.authfilter.sample.demo;

import java.util.List;
import java.util.Optional;
import org.authfilter.sample.demo.TokenBackend.Login;
import org.authfilter.sample.demo.TokenBackend.UserProfile;

/**
 * The demonstration's two users; their passwords are no secret: the sample's home page shows them.
 *
 * @param subject the {@code sub} of the user's tokens
 */
record DemoUser(String subject, String password, UserProfile profile) {

    private static final List<DemoUser> ALL = List.of(
            new DemoUser("alice", "alice-pw", new UserProfile("Alice", "alice@example.test", List.of("user"))),
            new DemoUser("bob", "bob-pw", new UserProfile("Bob", "bob@example.test", List.of("user", "admin"))));

    static Optional<DemoUser> signIn(Login login) {
        return ALL.stream()
                .filter(user -> user.profile().email().equals(login.email())
                        && user.password().equals(login.password()))
                .findFirst();
    }
}
