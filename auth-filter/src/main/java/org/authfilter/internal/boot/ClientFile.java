package org.authfilter.internal.boot;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.authfilter.internal.config.ConfigSources;
import org.authfilter.internal.config.ConfigurationException;
import org.jspecify.annotations.Nullable;

/** {@code WEB-INF/oidc.json} of Elytron, or {@code WEB-INF/keycloak.json} of Keycloak's adapters, as keys of a provider. */
final class ClientFile {

    static final String PROVIDER = "keycloak";

    private static final Logger LOG = System.getLogger("org.authfilter.config");
    private static final String[] FILES = {"/WEB-INF/oidc.json", "/WEB-INF/keycloak.json"};

    private final String name;
    private final JsonObject client;
    private final Map<String, String> keys = new LinkedHashMap<>();
    private final Set<String> ignored = new TreeSet<>();

    private ClientFile(String name, JsonObject client) {
        this.name = name;
        this.client = client;
    }

    /**
     * Adds the provider of the first of the two files, where no other source has a provider.
     *
     * @throws ConfigurationException if it is needed and is no JSON object, or demands what auth-filter does not do
     */
    static void addTo(ConfigSources sources, ServletContext context) {
        if (sources.hasProvider()) {
            return;
        }
        for (String file : FILES) {
            JsonObject client = read(context, file);
            if (client != null) {
                new ClientFile(file.substring(1), client).addTo(sources);
                return;
            }
        }
    }

    private static @Nullable JsonObject read(ServletContext context, String file) {
        try (InputStream in = context.getResourceAsStream(file)) {
            return in == null ? null : parse(in);
        } catch (IOException | JsonException | ClassCastException unreadable) {
            throw new ConfigurationException(file.substring(1) + " can't be read: it is no JSON object");
        }
    }

    private static JsonObject parse(InputStream in) {
        try (JsonReader reader = Json.createReader(in)) {
            JsonStructure structure = reader.read();
            return structure.asJsonObject();
        }
    }

    private void addTo(ConfigSources sources) {
        client.forEach((member, value) -> {
            if (!isRead(member, value)) {
                ignored.add(member);
            }
        });
        failIfBearerOnly();
        readIssuer();
        readClient();
        readUser();
        failIfUnencrypted();
        if (!ignored.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "{0}: auth-filter does not read these members: {1}",
                    name,
                    String.join(", ", ignored));
        }
        sources.clientFile(PROVIDER, keys, name);
    }

    private static boolean isRead(String member, JsonValue value) {
        if (value == JsonValue.NULL) {
            return true;
        }
        return switch (member) {
            case "provider-url",
                    "auth-server-url",
                    "realm",
                    "client-id",
                    "resource",
                    "scope",
                    "principal-attribute",
                    "ssl-required" -> value instanceof JsonString;
            case "public-client", "use-resource-role-mappings", "bearer-only" ->
                value instanceof JsonString || value == JsonValue.TRUE || value == JsonValue.FALSE;
            case "credentials" -> value instanceof JsonObject;
            default -> false;
        };
    }

    private void failIfBearerOnly() {
        if (isTrue("bearer-only")) {
            throw new ConfigurationException(
                    name + " has bearer-only: auth-filter signs users in at a browser and accepts"
                            + " no bearer tokens. Remove the jar from this WAR, or remove bearer-only");
        }
    }

    private void readIssuer() {
        keys.put("type", "oidc");
        String providerUrl = text("provider-url");
        String server = text("auth-server-url");
        String realm = text("realm");
        if (providerUrl != null) {
            keys.put("issuer", providerUrl);
        } else if (server != null && realm != null) {
            keys.put("issuer", server.replaceFirst("/+$", "") + "/realms/" + realm.replace(" ", "%20"));
        }
    }

    private void readClient() {
        String clientId = clientId();
        if (clientId != null) {
            keys.put("client-id", clientId);
        }
        if (isTrue("public-client")) {
            keys.put("client-auth", "none");
        } else if (client.get("credentials") instanceof JsonObject credentials) {
            credentials.forEach((method, value) -> {
                if (method.equals("secret") && value instanceof JsonString secret) {
                    keys.put("client-secret", withoutPrefix(secret.getString()));
                } else {
                    ignored.add("credentials." + method);
                }
            });
        }
        String scope = text("scope");
        if (scope != null) {
            keys.put("scope", Set.of(scope.split(" ", -1)).contains("openid") ? scope : "openid " + scope);
        }
    }

    private @Nullable String clientId() {
        String clientId = text("client-id");
        return clientId == null ? text("resource") : clientId;
    }

    /** Without {@code principal-attribute}, both adapters name users by their {@code sub}. */
    private void readUser() {
        String attribute = text("principal-attribute");
        keys.put("name-claim", attribute == null ? "sub" : attribute);
        String clientId = clientId();
        keys.put(
                "roles",
                isTrue("use-resource-role-mappings") && clientId != null
                        ? "/resource_access/" + Json.encodePointer(clientId) + "/roles"
                        : "/realm_access/roles");
    }

    private void failIfUnencrypted() {
        if ("all".equalsIgnoreCase(text("ssl-required"))
                && keys.getOrDefault("issuer", "").startsWith("http:")) {
            throw new ConfigurationException(
                    name + " has ssl-required=all, but the address of the provider is http:" + " write it with https");
        }
    }

    private boolean isTrue(String member) {
        return client.get(member) == JsonValue.TRUE || "true".equalsIgnoreCase(text(member));
    }

    private @Nullable String text(String member) {
        return client.get(member) instanceof JsonString text ? withoutPrefix(text.getString()) : null;
    }

    /** Keycloak writes <code>${env.NAME}</code> for the environment. */
    private static String withoutPrefix(String text) {
        return text.replace("${env.", "${");
    }
}
