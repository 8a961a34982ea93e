package sg.com.aurix.adapters.http.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes deliveries out of the fixtures by breaking some of their values, or some of their bytes. */
final class Damage {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final List<JsonNode> ODD = List.of(
            NODES.nullNode(),
            NODES.booleanNode(true),
            NODES.numberNode(-1),
            NODES.numberNode(Long.MAX_VALUE),
            NODES.numberNode(new BigInteger("9".repeat(90))),
            DoubleNode.valueOf(1e300),
            NODES.arrayNode(),
            NODES.objectNode(),
            TextNode.valueOf(""),
            TextNode.valueOf("\u0000"),
            TextNode.valueOf("\ud800"),
            TextNode.valueOf("contact_request"),
            TextNode.valueOf("interactive"),
            TextNode.valueOf("text"),
            TextNode.valueOf("O-aB3dE9z"),
            TextNode.valueOf("x".repeat(5000)));

    private final Random random;

    Damage(Random random) {
        this.random = random;
    }

    byte[] next() {
        byte[] delivery = Fixture.bytes(Fixture.ALL.get(random.nextInt(Fixture.ALL.size())));
        return random.nextInt(4) == 0 ? breakBytes(delivery) : breakValues(delivery);
    }

    private byte[] breakBytes(byte[] delivery) {
        byte[] broken = Arrays.copyOf(delivery, delivery.length - random.nextInt(3));
        for (int i = random.nextInt(4); i >= 0; i--) {
            broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
        }
        return broken;
    }

    private byte[] breakValues(byte[] delivery) {
        JsonNode tree = Fixture.parse(delivery);
        for (int i = random.nextInt(3); i >= 0; i--) {
            List<JsonNode> containers = new ArrayList<>();
            collect(tree, containers);
            if (!containers.isEmpty()) {
                breakOne(containers.get(random.nextInt(containers.size())));
            }
        }
        return Fixture.write(tree);
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode() && !node.isEmpty()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private void breakOne(JsonNode container) {
        // A copy, so that later damage to the tree leaves the odd values as they are.
        JsonNode odd = ODD.get(random.nextInt(ODD.size())).deepCopy();
        switch (container) {
            case ObjectNode object -> {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                String name = names.get(random.nextInt(names.size()));
                if (random.nextInt(4) == 0) {
                    object.remove(name);
                } else {
                    object.set(name, odd);
                }
            }
            case ArrayNode array -> {
                int index = random.nextInt(array.size());
                if (random.nextInt(4) == 0) {
                    array.add(array.get(index).deepCopy());
                } else {
                    array.set(index, odd);
                }
            }
            default -> throw new AssertionError("only objects and arrays contain anything");
        }
    }
}
