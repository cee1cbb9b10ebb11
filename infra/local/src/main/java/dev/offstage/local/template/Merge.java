package dev.offstage.local.template;

import dev.offstage.local.template.Value.Field;
import dev.offstage.local.template.Value.Fields;
import dev.offstage.local.template.Value.Items;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Lays a resource's properties over the globals as SAM does: mappings merge, lists follow each other, values replace. */
final class Merge {
    private Merge() {}

    static Fields of(Fields globals, Fields own) {
        Map<String, Field> merged = new LinkedHashMap<>(globals.fields());
        own.fields().forEach((name, field) -> {
            Field global = merged.get(name);
            merged.put(name, global == null ? field : new Field(of(global.value(), field.value()), field.line()));
        });
        return new Fields(merged, own.line());
    }

    private static Value of(Value global, Value own) {
        if (global instanceof Fields below && own instanceof Fields above) {
            return of(below, above);
        }
        if (global instanceof Items first && own instanceof Items second) {
            return new Items(
                    Stream.concat(first.items().stream(), second.items().stream())
                            .toList(),
                    second.line());
        }
        return own;
    }
}
