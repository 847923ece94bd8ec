using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates.Transforms.Serverless;

/// <summary>
/// AWS::Serverless-2016-10-31: functions, HTTP APIs, tables and layers become plain resources with the logical ids that SAM gives them
/// (docs: Generated AWS CloudFormation resources). An API's routes are resources of their own here, where SAM writes an OpenAPI body.
/// </summary>
internal static class ServerlessTransform
{
    private const string Prefix = "AWS::Serverless::";

    public static Result<JsonObject> Expand(JsonObject root, TransformInput input)
    {
        var into = new Expansion((JsonObject)WithoutNulls(root)!);
        if (into.Resources is null)
            return root;
        var globals = into.Root["Globals"] as JsonObject;
        into.Root.Remove("Globals");
        foreach (var (section, members) in globals ?? [])
            if (GlobalProperties.Fault(section, members) is { } fault)
                return Invalid($"'Globals' section is invalid. {fault}");
        var connectors = ServerlessConnectors.Take(into);

        foreach (var (id, node) in into.Resources.ToArray())
        {
            if (
                node is not JsonObject resource
                || Scalars.Member(resource, "Type") is not { } type
                || !type.StartsWith(Prefix, StringComparison.Ordinal)
            )
                continue;
            var kind = type[Prefix.Length..];
            if (!Globals.For(id, globals?[kind] as JsonObject, resource["IgnoreGlobals"]).Ok(out var general, out var ignored))
                return ignored;
            var properties = Globals.Merge(general, resource["Properties"] as JsonObject ?? []);
            into.Resources.Remove(id);
            var error = kind switch
            {
                "Function" => new ServerlessFunction(into, id, resource, properties).Expand(),
                "HttpApi" => ServerlessHttpApi.Expand(into, id, resource, properties),
                "SimpleTable" => ServerlessTable.Expand(into, id, resource, properties),
                "LayerVersion" => ServerlessLayer.Expand(into, id, resource, properties),
                "Application" => ServerlessApplication.Expand(into, id, resource, properties),
                _ => $"type {type} is not supported by LocalCloud",
            };
            if (error is not null)
                return Invalid($"Resource with id [{id}] is invalid. {error}");
        }
        if (into.Finish() is { } unfinished)
            return Invalid(unfinished);
        foreach (var connector in connectors)
            if (connector.Expand(into) is { } unconnected)
                return Invalid($"Resource with id [{connector.Id}] is invalid. {unconnected}");
        return into.Root;
    }

    private static AwsError Invalid(string what) =>
        TemplateError.Validation(
            $"Transform {TransformPipeline.Serverless} failed with: Invalid Serverless Application Specification document. Number of "
                + $"errors found: 1. {what}"
        );

    private static JsonNode? WithoutNulls(JsonNode? node) =>
        node switch
        {
            JsonObject members => new JsonObject(
                members.Where(m => m.Value is not null).Select(m => KeyValuePair.Create(m.Key, WithoutNulls(m.Value)))
            ),
            JsonArray items => new JsonArray([.. items.Where(i => i is not null).Select(WithoutNulls)]),
            _ => node?.DeepClone(),
        };
}
