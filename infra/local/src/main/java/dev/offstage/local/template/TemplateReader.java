package dev.offstage.local.template;

import dev.offstage.local.template.Value.Field;
import dev.offstage.local.template.Value.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads a template as CloudFormation and SAM do, as far as this host runs it. */
public final class TemplateReader {
    private static final List<String> RESOURCE_MEMBERS = List.of(
            "Type", "Properties", "DependsOn", "Condition", "DeletionPolicy", "UpdateReplacePolicy", "Metadata");

    private final Map<String, Fields> resources = new LinkedHashMap<>();
    private final TreeSet<String> withoutEffect = new TreeSet<>();
    private final List<FunctionSpec> functions = new ArrayList<>();
    private final List<QueueSpec> queues = new ArrayList<>();
    private final List<TableSpec> tables = new ArrayList<>();
    private final Fields root;
    private final Resolver resolver;
    private final Fields functionGlobals;

    private TemplateReader(Fields root, Map<String, String> given) {
        this.root = root;
        Section top = Section.of("the template", root);
        top.ignore("AWSTemplateFormatVersion", "Description", "Metadata", "Parameters", "Conditions", "Globals");
        top.ignore("Resources", "Outputs");
        checkTransform(top);
        top.end();
        part("Resources").fields().forEach((id, field) -> resources.put(id, fieldsOf("resource " + id, field)));
        Map<String, String> parameters = Parameters.read(part("Parameters"), given);
        Map<String, Field> conditions = part("Conditions").fields();
        this.resolver = new Resolver(new Names(parameters, resources), conditions);
        conditions.forEach((name, field) -> resolver.conditions().check(name, field.line()));
        this.functionGlobals = globals();
    }

    /**
     * The system that the template {@code yaml} describes.
     *
     * @param parameters values for parameters of the template; the others take their defaults
     * @throws TemplateException when it holds what this host does not know
     * @throws ParameterException when {@code parameters} do not fit the template
     */
    public static Stack read(String yaml, Map<String, String> parameters) {
        Value value = YamlReader.read(yaml);
        if (!(value instanceof Fields fields)) {
            throw new TemplateException(value.line(), "a template must be a mapping");
        }
        return new TemplateReader(fields, parameters).stack();
    }

    private static void checkTransform(Section top) {
        if (!top.required("Transform").equals("AWS::Serverless-2016-10-31")) {
            throw top.fault("Transform", "must be AWS::Serverless-2016-10-31");
        }
    }

    private Fields part(String name) {
        Field field = root.fields().get(name);
        return field == null ? Fields.NONE : fieldsOf(name, field);
    }

    private static Fields fieldsOf(String place, Field field) {
        if (field.value() instanceof Fields fields) {
            return new Fields(fields.fields(), field.line());
        }
        throw new TemplateException(
                field.line(), place + " must be a mapping, not " + field.value().kind());
    }

    private Fields globals() {
        Section globals = Section.of("Globals", resolved(part("Globals")));
        globals.section("HttpApi").ifPresent(api -> new HttpApiReader(withoutEffect).read(api));
        globals.ignore("Function");
        globals.end();
        return resolved(part("Globals")).get("Function") instanceof Fields function ? function : Fields.NONE;
    }

    private Fields resolved(Fields fields) {
        return resolver.resolve(fields) instanceof Fields resolved ? resolved : Fields.NONE;
    }

    private Stack stack() {
        resources.forEach(this::read);
        Fields outputs = resolved(part("Outputs"));
        if (functions.isEmpty()) {
            throw new TemplateException(1, "the template has no function of type AWS::Serverless::Function");
        }
        return new Stack(
                List.copyOf(functions),
                List.copyOf(queues),
                List.copyOf(tables),
                outputs.fields().isEmpty() ? withoutEffect : with("outputs"));
    }

    private SortedSet<String> with(String word) {
        withoutEffect.add(word);
        return withoutEffect;
    }

    private void read(String id, Fields resource) {
        Section section = Section.of(id, resource);
        section.ignore(RESOURCE_MEMBERS.toArray(String[]::new));
        section.end();
        String type = section.required("Type");
        if (section.has("Condition")
                && !resolver.conditions().holds(section.required("Condition"), section.line("Condition"))) {
            return;
        }
        Field field = resource.fields().get("Properties");
        Fields properties = field == null ? new Fields(Map.of(), resource.line()) : fieldsOf(id + ".Properties", field);
        wire(id, type, section.line("Type"), resolved(properties));
    }

    private void wire(String id, String type, int line, Fields properties) {
        Section section = Section.of(id, properties);
        String name = resolver.names().physicalName(id, line, resolver);
        switch (type) {
            case "AWS::Serverless::Function" ->
                functions.add(new FunctionReader(withoutEffect)
                        .read(id, name, Section.of(id, Merge.of(functionGlobals, properties))));
            case "AWS::Serverless::HttpApi" -> new HttpApiReader(withoutEffect).read(section);
            case "AWS::SQS::Queue" -> queues.add(new QueueReader(withoutEffect).read(id, name, section));
            case "AWS::DynamoDB::Table" -> tables.add(new TableReader(withoutEffect).read(id, name, section));
            default ->
                withoutEffect.add(ResourceTypes.withoutEffect(type)
                        .orElseThrow(() -> new TemplateException(
                                line, "the resource type " + type + " (of " + id + ") is not known here")));
        }
    }
}
