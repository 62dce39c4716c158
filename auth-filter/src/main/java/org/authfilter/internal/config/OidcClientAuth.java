package org.authfilter.internal.config;

import java.security.PrivateKey;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How the application proves to be the client (OpenID Connect Core 1.0, section 9). No secret prints. */
public sealed interface OidcClientAuth {

    /** {@code client_secret_basic}. */
    record SecretBasic(String secret) implements OidcClientAuth {
        @Override
        public <R> R fold(
                Function<? super SecretBasic, ? extends R> ifSecretBasic,
                Function<? super SecretPost, ? extends R> ifSecretPost,
                Function<? super PrivateKeyJwt, ? extends R> ifPrivateKeyJwt,
                Function<? super None, ? extends R> ifNone) {
            return ifSecretBasic.apply(this);
        }

        @Override
        public String toString() {
            return "client_secret_basic";
        }
    }

    /** {@code client_secret_post}. */
    record SecretPost(String secret) implements OidcClientAuth {
        @Override
        public <R> R fold(
                Function<? super SecretBasic, ? extends R> ifSecretBasic,
                Function<? super SecretPost, ? extends R> ifSecretPost,
                Function<? super PrivateKeyJwt, ? extends R> ifPrivateKeyJwt,
                Function<? super None, ? extends R> ifNone) {
            return ifSecretPost.apply(this);
        }

        @Override
        public String toString() {
            return "client_secret_post";
        }
    }

    /** {@code private_key_jwt}. */
    record PrivateKeyJwt(PrivateKey key, @Nullable String keyId, String algorithm) implements OidcClientAuth {
        @Override
        public <R> R fold(
                Function<? super SecretBasic, ? extends R> ifSecretBasic,
                Function<? super SecretPost, ? extends R> ifSecretPost,
                Function<? super PrivateKeyJwt, ? extends R> ifPrivateKeyJwt,
                Function<? super None, ? extends R> ifNone) {
            return ifPrivateKeyJwt.apply(this);
        }

        @Override
        public String toString() {
            return "private_key_jwt";
        }
    }

    /** {@code none}: a public client. */
    record None() implements OidcClientAuth {
        @Override
        public <R> R fold(
                Function<? super SecretBasic, ? extends R> ifSecretBasic,
                Function<? super SecretPost, ? extends R> ifSecretPost,
                Function<? super PrivateKeyJwt, ? extends R> ifPrivateKeyJwt,
                Function<? super None, ? extends R> ifNone) {
            return ifNone.apply(this);
        }

        @Override
        public String toString() {
            return "none";
        }
    }

    /** Applies the function of this method: a new method does not compile before every reader handles it. */
    <R> R fold(
            Function<? super SecretBasic, ? extends R> ifSecretBasic,
            Function<? super SecretPost, ? extends R> ifSecretPost,
            Function<? super PrivateKeyJwt, ? extends R> ifPrivateKeyJwt,
            Function<? super None, ? extends R> ifNone);
}
