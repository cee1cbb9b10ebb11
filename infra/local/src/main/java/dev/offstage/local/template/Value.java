package dev.offstage.local.template;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A piece of the template and the line it starts in. */
sealed interface Value {
    int line();

    /** What an error says of this piece. */
    String kind();

    /** A scalar, as its text; YAML's types are left to whoever reads it. */
    record Text(String text, int line) implements Value {
        @Override
        public String kind() {
            return "the value \"" + text + "\"";
        }
    }

    record Items(List<Value> items, int line) implements Value {
        @Override
        public String kind() {
            return "a list";
        }
    }

    record Fields(Map<String, Field> fields, int line) implements Value {
        static final Fields NONE = new Fields(Map.of(), 0);

        /** The member {@code name}; null when there is none. */
        @Nullable
        Value get(String name) {
            Field field = fields.get(name);
            return field == null ? null : field.value();
        }

        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** A function of CloudFormation, named as in its long form: {@code Ref}, {@code Fn::Sub} … */
    record Call(String function, Value argument, int line) implements Value {
        @Override
        public String kind() {
            return function;
        }
    }

    /**
     * A member of a mapping.
     *
     * @param line where its name stands
     */
    record Field(Value value, int line) {}
}
