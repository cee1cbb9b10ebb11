package dev.offstage.local.template;

import dev.offstage.local.template.TableSpec.Index;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a table. */
final class TableReader {
    private final Set<String> withoutEffect;

    TableReader(Set<String> withoutEffect) {
        this.withoutEffect = withoutEffect;
    }

    TableSpec read(String id, String name, Section table) {
        table.ignore("TableName");
        WithoutEffect.in(table, withoutEffect)
                .of("point-in-time recovery", "PointInTimeRecoverySpecification")
                .of("deletion protection", "DeletionProtectionEnabled")
                .of("encryption", "SSESpecification")
                .of("throughput", "BillingMode", "ProvisionedThroughput", "OnDemandThroughput", "WarmThroughput")
                .of("table class", "TableClass")
                .of("roles and policies", "ResourcePolicy")
                .of("contributor insights", "ContributorInsightsSpecification")
                .of("tags", "Tags")
                .done();
        TableSpec spec = new TableSpec(
                id,
                name,
                attributes(table),
                keys(table),
                table.sections("GlobalSecondaryIndexes").stream()
                        .map(this::index)
                        .toList(),
                table.sections("LocalSecondaryIndexes").stream()
                        .map(this::index)
                        .toList(),
                table.section("TimeToLiveSpecification").flatMap(TableReader::timeToLive));
        table.end();
        return spec;
    }

    private static Map<String, String> attributes(Section table) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (Section attribute : table.sections("AttributeDefinitions")) {
            attributes.put(attribute.required("AttributeName"), attribute.oneOf("AttributeType", "", "S", "N", "B"));
            attribute.end();
        }
        return attributes;
    }

    private static List<TableSpec.Key> keys(Section owner) {
        return owner.sections("KeySchema").stream()
                .map(key -> {
                    TableSpec.Key read =
                            new TableSpec.Key(key.required("AttributeName"), key.oneOf("KeyType", "", "HASH", "RANGE"));
                    key.end();
                    return read;
                })
                .toList();
    }

    private Index index(Section index) {
        WithoutEffect.in(index, withoutEffect)
                .of("throughput", "ProvisionedThroughput", "OnDemandThroughput", "WarmThroughput")
                .of("contributor insights", "ContributorInsightsSpecification")
                .done();
        Optional<Section> projection = index.section("Projection");
        Index read = new Index(
                index.required("IndexName"),
                keys(index),
                projection
                        .map(section -> section.oneOf("ProjectionType", "ALL", "ALL", "KEYS_ONLY", "INCLUDE"))
                        .orElse("ALL"),
                projection.map(section -> section.texts("NonKeyAttributes")).orElse(List.of()));
        projection.ifPresent(Section::end);
        index.end();
        return read;
    }

    private static Optional<String> timeToLive(Section specification) {
        String attribute = specification.required("AttributeName");
        boolean enabled = specification.flag("Enabled", false);
        specification.end();
        return enabled ? Optional.of(attribute) : Optional.empty();
    }
}
