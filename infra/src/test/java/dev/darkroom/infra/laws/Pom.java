package dev.darkroom.infra.laws;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import javax.xml.xpath.XPathNodes;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** A module's pom.xml, as far as laws ask about it. */
final class Pom {

    private final Path file;
    private final Document document;

    Pom(Path file) {
        this.file = file;
        try {
            document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }

    /** Where it is. */
    Path file() {
        return file;
    }

    /** What it depends on directly, in profiles too, each as {@code group:artifact}. */
    List<String> dependencies() {
        List<String> groups = texts("//dependency[not(ancestor::dependencyManagement)]/groupId");
        List<String> artifacts = texts("//dependency[not(ancestor::dependencyManagement)]/artifactId");
        return IntStream.range(0, groups.size())
                .mapToObj(index -> groups.get(index) + ":" + artifacts.get(index))
                .toList();
    }

    /** What the build refuses wherever it stands in the tree of dependencies. */
    List<String> bannedDependencies() {
        return texts("//plugin[artifactId='maven-enforcer-plugin']//bannedDependencies"
                + "[not(searchTransitive='false')]/excludes/exclude");
    }

    private List<String> texts(String path) {
        try {
            XPathNodes nodes =
                    XPathFactory.newInstance().newXPath().evaluateExpression(path, document, XPathNodes.class);
            List<String> texts = new ArrayList<>();
            for (Node node : nodes) {
                texts.add(node.getTextContent().trim());
            }
            return texts;
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(path, e);
        }
    }
}
