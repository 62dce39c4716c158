package org.authfilter.internal.cdi;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URL;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The {@code <absolute-ordering>} of a {@code web.xml} (Servlet 6.0, section 8.2.2). It leaves out the jars that it does
 * not name, with their initializers.
 */
record AbsoluteOrdering(List<String> names) {

    private static final Logger LOG = System.getLogger("org.authfilter.cdi");
    private static final String ELEMENT = "absolute-ordering";
    private static final String OTHERS = "others";

    /** The ordering of the WAR that has the jar at {@code location} in its {@code WEB-INF/lib}. */
    static AbsoluteOrdering around(URL location) {
        try (InputStream webXml =
                URI.create(location.toString()).resolve("../web.xml").toURL().openStream()) {
            return read(webXml);
        } catch (FileNotFoundException | NoSuchFileException noWebXml) {
            return new AbsoluteOrdering(List.of(OTHERS));
        } catch (IOException | IllegalArgumentException | XMLStreamException unreadable) {
            LOG.log(
                    Level.WARNING,
                    "The web.xml around {0} is unreadable ({1}). If it has an <absolute-ordering> without"
                            + " <name>auth_filter</name>, this application is UNPROTECTED: check it.",
                    location,
                    unreadable.getClass().getSimpleName());
            return new AbsoluteOrdering(List.of(OTHERS));
        }
    }

    static AbsoluteOrdering read(InputStream webXml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader reader = factory.createXMLStreamReader(webXml);
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals(ELEMENT)) {
                return new AbsoluteOrdering(namesIn(reader));
            }
        }
        return new AbsoluteOrdering(List.of(OTHERS));
    }

    private static List<String> namesIn(XMLStreamReader reader) throws XMLStreamException {
        List<String> names = new ArrayList<>();
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.END_ELEMENT && reader.getLocalName().equals(ELEMENT)) {
                break;
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                names.add(
                        reader.getLocalName().equals(OTHERS)
                                ? OTHERS
                                : reader.getElementText().strip());
            }
        }
        return names;
    }

    boolean leavesOut(String fragment) {
        return !names.contains(OTHERS) && !names.contains(fragment);
    }
}
