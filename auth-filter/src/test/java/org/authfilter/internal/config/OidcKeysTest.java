package org.authfilter.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Base64;
import org.authfilter.internal.config.OidcClientAuth.None;
import org.authfilter.internal.config.OidcClientAuth.PrivateKeyJwt;
import org.authfilter.internal.config.OidcClientAuth.SecretPost;
import org.authfilter.testkit.IssuedSecrets;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OidcKeysTest {

    private static TestConfiguration idp() {
        return new TestConfiguration()
                .set("provider.idp.type", "oidc")
                .set("provider.idp.issuer", "https://idp.example/realms/shop")
                .set("provider.idp.client-id", "shop")
                .set("provider.idp.client-secret", "s3cret");
    }

    private static OidcSettings read(TestConfiguration configuration) {
        return (OidcSettings) configuration.read().providers().get(0);
    }

    @Test
    void three_keys_and_the_type_are_enough() {
        OidcSettings settings = read(idp());

        assertThat(settings.clientAuth()).isEqualTo(new OidcClientAuth.SecretBasic("s3cret"));
        assertThat(settings.scope()).isEqualTo("openid profile email");
        assertThat(settings.nameClaim()).isEqualTo("preferred_username");
        assertThat(settings.par()).isEqualTo(PushedRequests.AUTO);
        assertThat(settings.userinfo()).isEqualTo(UserInfoMode.AUTO);
        assertThat(settings.principal()).isEqualTo(PrincipalName.NAME);
        assertThat(settings.signingAlgs()).contains("RS256", "PS512", "ES384", "EdDSA");
        assertThat(settings.revokeOnSignOut()).isTrue();
    }

    @Test
    void an_issuer_stays_as_it_is_written() {
        assertThat(read(idp().set("provider.idp.issuer", "https://Tenant.example/"))
                        .issuer())
                .isEqualTo("https://Tenant.example/");
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "issuer               | idp.example                | write an absolute http or https address",
                "issuer               | https://idp.example/?x=1   | write the issuer without a query",
                "issuer               | https://my_idp/realms/a    | write a host without an underscore",
                "discovery-url        | https://my_idp:8443/x      | write a host without an underscore",
                "client-auth          | client_secret_jwt          | write one of client_secret_basic, client_secret_post, private_key_jwt, none",
                "scope                | profile email              | add openid",
                "authorization-params | prompt                     | write NAME=VALUE",
                "authorization-params | a=b&state=x                | leave out state",
                "authorization-params | redirect_uri=x             | leave out redirect_uri",
                "authorization-params | rate=5%                    | write a percent sign as %25",
                "sign-out-params      | rate=%zz                   | write a percent sign as %25",
                "authorization-params | max_age=soon               | write max_age as seconds",
                "authorization-params | response_mode=form_post    | leave out response_mode: it has a key of its own",
                "response-mode        | fragment                   | write form_post or query",
                "sign-out-visit       | always                     | write auto or never",
                "sign-out-params      | logout_uri                 | write NAME=VALUE",
                "sign-out-params      | logout_uri={callbackUrl}   | only {returnUrl} and {clientId} are filled in",
                "resource             | orders                     | write an absolute http or https address",
                "roles                | realm_access.roles         | write a JSON pointer",
                "userinfo             | yes                        | write one of auto, true, false",
                "par                  | sometimes                  | write one of auto, always, never",
                "revoke-on-sign-out   | no                         | write true or false",
            })
    void a_wrong_value_is_reported_with_its_remedy(String key, String value, String remedy) {
        assertThat(idp().set("provider.idp." + key, value).problems())
                .contains("provider.idp." + key + " = \"" + value + "\"")
                .contains(remedy);
    }

    @Test
    void all_missing_keys_are_reported_together() {
        assertThat(new TestConfiguration().set("provider.idp.type", "oidc").problems())
                .contains("provider.idp.issuer is missing")
                .contains("provider.idp.client-id is missing")
                .contains("provider.idp.client-secret is missing: write the client's secret");
    }

    @Test
    void a_provider_without_a_type_is_read_as_the_kind_that_its_keys_fit() {
        assertThat(new TestConfiguration().set("provider.idp.client-id", "shop").problems())
                .contains("provider.idp.type is missing: write credentials or oidc")
                .contains("provider.idp.issuer is missing")
                .doesNotContain("login-url");
    }

    @Test
    void a_key_of_another_type_of_provider_is_unknown() {
        assertThat(idp().set("provider.idp.login-url", "https://idp.example/login")
                        .problems())
                .contains("provider.idp.login-url (web.xml, init-param provider.idp.login-url): there is no such key");
    }

    @Test
    void a_secret_is_required_only_where_it_is_used() {
        OidcSettings settings =
                read(idp().set("provider.idp.client-secret", "").set("provider.idp.client-auth", "none"));

        assertThat(settings.clientAuth()).isEqualTo(new None());
    }

    @Test
    void no_secret_prints() throws Exception {
        String pem = pem(KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate());

        assertThat(read(idp()).toString()).doesNotContain("s3cret");
        assertThat(new SecretPost("s3cret").toString()).doesNotContain("s3cret");
        assertThat(read(withKey(pem)).toString()).doesNotContain(pem.substring(40, 60));
    }

    @Test
    void a_private_key_is_read_as_PEM() throws Exception {
        String pem = pem(KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate());

        PrivateKeyJwt auth = (PrivateKeyJwt)
                read(withKey(pem).set("provider.idp.private-key-id", "k1")).clientAuth();

        assertThat(auth.key().getAlgorithm()).isEqualTo("RSA");
        assertThat(auth.keyId()).isEqualTo("k1");
        assertThat(auth.algorithm()).isEqualTo("RS256");
    }

    @Test
    void a_private_key_is_read_as_a_JWK_with_its_id() throws Exception {
        EllipticCurveJsonWebKey jwk = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        jwk.setKeyId("ec-1");

        PrivateKeyJwt auth = (PrivateKeyJwt) read(withKey(jwk.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE))
                        .set("provider.idp.private-key-alg", "ES256"))
                .clientAuth();

        assertThat(auth.keyId()).isEqualTo("ec-1");
    }

    @Test
    void an_unreadable_private_key_is_a_problem_that_does_not_show_it() {
        assertThat(withKey("s3cret-garbage").problems())
                .contains("provider.idp.private-key = (not shown)")
                .contains("write a private key as PEM text in PKCS#8")
                .doesNotContain("garbage");
    }

    @Test
    void a_JWK_without_its_private_part_is_a_problem() throws Exception {
        EllipticCurveJsonWebKey jwk = EcJwkGenerator.generateJwk(EllipticCurves.P256);

        assertThat(withKey(jwk.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY))
                        .problems())
                .contains("as a JWK with its private part");
    }

    @Test
    void a_private_key_that_does_not_fit_the_algorithm_is_a_problem() throws Exception {
        String pem = pem(KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate());

        assertThat(withKey(pem).set("provider.idp.private-key-alg", "ES256").problems())
                .contains("the key can't sign with ES256");
    }

    @Test
    void private_key_jwt_needs_a_key() {
        assertThat(idp().set("provider.idp.client-auth", "private_key_jwt").problems())
                .contains("provider.idp.private-key is missing");
    }

    private static TestConfiguration withKey(String key) {
        return idp().set("provider.idp.client-auth", "private_key_jwt").set("provider.idp.private-key", key);
    }

    private static String pem(PrivateKey key) {
        String encoded = Base64.getMimeEncoder().encodeToString(key.getEncoded());
        encoded.lines().forEach(line -> IssuedSecrets.add("private key", line));
        return "-----BEGIN PRIVATE KEY-----\n" + encoded + "\n-----END PRIVATE KEY-----\n";
    }
}
