package org.authfilter.internal.boot;

import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.authfilter.internal.config.OidcSettings;
import org.authfilter.internal.config.PrincipalName;
import org.authfilter.internal.config.ProviderSettings;
import org.authfilter.internal.config.Settings;
import org.authfilter.internal.web.ContainerIdentity;

/** Warnings about a deployment that is insecure or works differently than expected. Each warning is one sentence. */
final class DeploymentWarnings {

    /** 16 random characters of base64 are 96 bits; a password has far less. */
    private static final int SHORT_SECRET = 16;

    private DeploymentWarnings() {}

    static List<String> of(
            Settings settings,
            WebXml webXml,
            ContainerIdentity identity,
            ServletContext context,
            Set<Class<?>> annotated) {
        List<String> warnings = new ArrayList<>(UnencryptedAddresses.of(settings));
        warnings.addAll(ofSeveralProviders(settings.providers()));
        settings.providers()
                .forEach(provider -> provider.accept(backend -> {}, openId -> {
                    if (hasShortSecret(openId)) {
                        warnings.add(
                                "the client-secret of the provider " + openId.name() + " has fewer than " + SHORT_SECRET
                                        + " characters. Keys of cookies are derived from it: use one that the provider generates");
                    }
                }));
        warnings.addAll(EndpointConflicts.of(context, settings.path()));
        warnings.addAll(UnenforcedRoles.of(context, annotated));
        if (identity == ContainerIdentity.NONE) {
            warnings.addAll(UnsupportedSecurityFeatures.of(webXml, annotated));
        }
        return warnings;
    }

    private static boolean hasShortSecret(OidcSettings provider) {
        return provider.clientAuth()
                .fold(
                        basic -> basic.secret().length() < SHORT_SECRET,
                        post -> post.secret().length() < SHORT_SECRET,
                        jwt -> false,
                        none -> false);
    }

    private static List<String> ofSeveralProviders(List<ProviderSettings> providers) {
        return providers.stream().filter(DeploymentWarnings::hasAmbiguousNames).count() < 2
                ? List.of()
                : List.of("callers of the providers "
                        + providers.stream().map(ProviderSettings::name).collect(Collectors.joining(", "))
                        + " can have the same name: getRemoteUser() and getUserPrincipal().getName() do not tell them"
                        + " apart. Where that matters, set principal=provider:subject of each provider");
    }

    private static boolean hasAmbiguousNames(ProviderSettings provider) {
        return provider.principal() != PrincipalName.PROVIDER_SUBJECT;
    }
}
