package dev.offstage.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.jr.stree.JacksonJrsTreeCodec;
import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsNumber;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Reads and writes JSON. Trees that were read are not to be changed. */
public final class Json {
    /** Its buffers are not kept by thread, as they are by default: tasks run in threads of their own, each used once. */
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .build();

    private static final JacksonJrsTreeCodec TREES = treeCodec();

    private Json() {}

    /** The one value that {@code text} holds. */
    public static JrsValue parse(String text) throws UnreadableJsonException {
        try (JsonParser parser = new BoundedParser(FACTORY.createParser(text))) {
            return parse(parser);
        } catch (IOException e) {
            throw new UnreadableJsonException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The one value that the UTF-8 stream {@code in} holds; closes it. */
    public static JrsValue parse(InputStream in) throws UnreadableJsonException {
        try (JsonParser parser = new BoundedParser(FACTORY.createParser(in))) {
            return parse(parser);
        } catch (IOException e) {
            throw new UnreadableJsonException(String.valueOf(e.getMessage()), e);
        }
    }

    private static JrsValue parse(JsonParser parser) throws IOException, UnreadableJsonException {
        try {
            if (parser.nextToken() == null) {
                throw new UnreadableJsonException("The text is empty; JSON has a value.", null);
            }
            JrsValue value = TREES.readTree(parser);
            if (parser.nextToken() != null) {
                throw new UnreadableJsonException(
                        JsonFault.where(parser.currentTokenLocation())
                                + "something follows the value; there must be one value alone.",
                        null);
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new UnreadableJsonException(JsonFault.of(e, parser), e);
        } catch (NumberFormatException e) {
            throw new UnreadableJsonException(
                    JsonFault.where(parser.currentTokenLocation())
                            + "a number's exponent is too large; nine digits are the most that one may have.",
                    e);
        }
    }

    /** {@code value} as JSON text without white space. */
    public static String write(TreeNode value) {
        StringWriter text = new StringWriter();
        try (var generator = FACTORY.createGenerator(text)) {
            TREES.writeTree(generator, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** A new object, filled in the order of the calls. */
    public static JsonObject object() {
        return new JsonObject();
    }

    public static JrsValue array(List<? extends JrsValue> values) {
        return new JrsArray(List.copyOf(values));
    }

    /** The text of member {@code name}; empty when absent, null or no string. */
    public static Optional<String> text(JrsValue object, String name) {
        return object.path(name) instanceof JrsString text ? Optional.of(text.getValue()) : Optional.empty();
    }

    /** The number of member {@code name}; empty when absent, null or no number. */
    public static Optional<Number> number(JrsValue object, String name) {
        return object.path(name) instanceof JrsNumber number ? Optional.of(number.getValue()) : Optional.empty();
    }

    private static JacksonJrsTreeCodec treeCodec() {
        JacksonJrsTreeCodec codec = new JacksonJrsTreeCodec();
        codec.setFailOnDuplicateKeys(true);
        // A double would change numbers of more than 15 digits on their way through.
        codec.setUseBigDecimalForDouble(true);
        return codec;
    }
}
