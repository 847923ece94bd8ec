using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates;

internal static class ResourceReader
{
    private static readonly string[] Members =
        ["Type", "Properties", "DependsOn", "Condition", "DeletionPolicy", "UpdateReplacePolicy", "Metadata", "CreationPolicy"];

    private static readonly string[] NotSupported = ["UpdatePolicy"];

    public static Result<ResourceDeclaration> Read(string logicalId, JsonNode node)
    {
        if (node is not JsonObject members) return Malformed(logicalId, "Every Resources member must be an object.");
        foreach (var name in NotSupported)
            if (members.ContainsKey(name))
                return TemplateError.Validation($"Resource attribute {name} of [{logicalId}] is not supported by LocalCloud");
        foreach (var (name, _) in members)
            if (!Members.Contains(name)) return TemplateError.Validation($"Invalid template resource property '{name}'");
        if (!Scalars.TryText(members["Type"], out var type))
            return Malformed(logicalId, "Every Resources object must contain a Type member.");
        if (members.ContainsKey("Properties") && members["Properties"] is not JsonObject)
            return Malformed(logicalId, "Every Properties member must be an object.");
        if (members.ContainsKey("Condition") && Scalars.Member(members, "Condition") is null)
            return TemplateError.Format("Every Condition member must be a string.");

        var dependsOn = members["DependsOn"] switch
        {
            null => [],
            JsonArray list when list.All(Scalars.IsScalar) => list.Select(Scalars.Text).ToArray(),
            var one when Scalars.IsScalar(one) => [Scalars.Text(one)],
            _ => null,
        };
        if (dependsOn is null) return TemplateError.Format("DependsOn must be a string or list of strings.");

        if (!Policy(members, "DeletionPolicy", "Delete", "Retain", "RetainExceptOnCreate").Ok(out var deletion, out var error)) return error;
        if (!Policy(members, "UpdateReplacePolicy", "Delete", "Retain").Ok(out var replacement, out error)) return error;

        if (members["CreationPolicy"] is { } policy && (policy as JsonObject)?.FirstOrDefault(m => m.Key != "ResourceSignal").Key is { } other)
            return TemplateError.Validation($"CreationPolicy {other} of [{logicalId}] is not supported by LocalCloud");

        return new ResourceDeclaration(logicalId, type, members["Properties"] as JsonObject ?? [])
        {
            DependsOn = dependsOn,
            Condition = Scalars.Member(members, "Condition"),
            DeletionPolicy = deletion,
            UpdateReplacePolicy = replacement,
            Metadata = members["Metadata"],
            ResourceSignal = members["CreationPolicy"]?["ResourceSignal"] as JsonObject,
        };
    }

    private static Result<string> Policy(JsonObject members, string name, params string[] known)
    {
        if (!members.ContainsKey(name)) return known[0];
        var value = Scalars.Member(members, name) ?? "";
        if (value == "Snapshot") return TemplateError.Validation($"{name} Snapshot is not supported by LocalCloud");
        return known.Contains(value)
            ? value
            : TemplateError.Format($"Unrecognized {name} {value}");
    }

    private static AwsError Malformed(string logicalId, string what) => TemplateError.Format($"[/Resources/{logicalId}] {what}");
}
