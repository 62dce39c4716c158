package org.authfilter.boot;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ServiceLoader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.authfilter.LogoutStore;
import org.authfilter.config.OidcSettings;
import org.authfilter.config.Settings;
import org.authfilter.session.MemoryLogoutStore;

/** Where this application remembers logouts: the WAR's own store, or the memory of this node. */
final class SharedLogouts {

    private static final Logger LOG = System.getLogger(SharedLogouts.class.getName());

    private SharedLogouts() {}

    static LogoutStore of(ServletContext context, Settings settings, Clock clock) {
        return ServiceLoader.load(LogoutStore.class, context.getClassLoader())
                .findFirst()
                .orElseGet(() -> ofThisNode(context, settings, clock));
    }

    private static LogoutStore ofThisNode(ServletContext context, Settings settings, Clock clock) {
        boolean hasOpenIdProvider = settings.providers().stream().anyMatch(OidcSettings.class::isInstance);
        if (hasOpenIdProvider && isDistributable(context)) {
            LOG.log(
                    Level.WARNING,
                    "This application is distributable, but back-channel logouts are known only to the node that gets"
                            + " them; provide a {0} that all nodes share",
                    LogoutStore.class.getName());
        }
        return new MemoryLogoutStore(clock);
    }

    private static boolean isDistributable(ServletContext context) {
        try (InputStream webXml = context.getResourceAsStream("/WEB-INF/web.xml")) {
            return webXml != null && hasDistributable(webXml);
        } catch (IOException | XMLStreamException unreadable) {
            return false;
        }
    }

    private static boolean hasDistributable(InputStream webXml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader reader = factory.createXMLStreamReader(webXml);
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("distributable")) {
                return true;
            }
        }
        return false;
    }
}
