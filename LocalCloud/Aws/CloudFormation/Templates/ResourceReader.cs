using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates;

internal static class ResourceReader
{
    private static readonly string[] Members =
    [
        "Type",
        "Properties",
        "DependsOn",
        "Condition",
        "DeletionPolicy",
        "UpdateReplacePolicy",
        "Metadata",
        "CreationPolicy",
    ];

    private static readonly string[] NotSupported = ["UpdatePolicy"];

    public static Result<ResourceDeclaration> Read(string logicalId, JsonNode node)
    {
        if (node is not JsonObject members)
            return Malformed(logicalId, "Every Resources member must be an object.");
        foreach (var name in NotSupported)
            if (members.ContainsKey(name))
                return TemplateError.Validation($"Resource attribute {name} of [{logicalId}] is not supported by LocalCloud");
        foreach (var (name, _) in members)
            if (!Members.Contains(name))
                return TemplateError.Validation($"Invalid template resource property '{name}'");
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
        if (dependsOn is null)
            return TemplateError.Format("DependsOn must be a string or list of strings.");

        if (
            !Policy(members, type, "DeletionPolicy", DefaultDeletion(type, members), "Delete", "Retain", "RetainExceptOnCreate", "Snapshot")
                .Ok(out var deletion, out var error)
        )
            return error;
        if (!Policy(members, type, "UpdateReplacePolicy", "Delete", "Delete", "Retain", "Snapshot").Ok(out var replacement, out error))
            return error;

        if (
            members["CreationPolicy"] is { } policy
            && (policy as JsonObject)?.FirstOrDefault(m => m.Key != "ResourceSignal").Key is { } other
        )
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

    private static readonly string[] Snapshots =
    [
        "AWS::RDS::DBInstance",
        "AWS::RDS::DBCluster",
        "AWS::ElastiCache::CacheCluster",
        "AWS::ElastiCache::ReplicationGroup",
    ];

    /// <summary>Databases leave a snapshot unless the template says otherwise (docs: DeletionPolicy attribute).</summary>
    private static string DefaultDeletion(string type, JsonObject members) =>
        type == "AWS::RDS::DBCluster"
        || type == "AWS::RDS::DBInstance" && (members["Properties"] as JsonObject)?.ContainsKey("DBClusterIdentifier") != true
            ? "Snapshot"
            : "Delete";

    private static Result<string> Policy(JsonObject members, string type, string name, string otherwise, params string[] known)
    {
        if (!members.ContainsKey(name))
            return otherwise;
        var value = Scalars.Member(members, name) ?? "";
        if (value == "Snapshot" && !Snapshots.Contains(type))
            return TemplateError.Format($"The following resource types are not supported for {name} Snapshot: [{type}]");
        return known.Contains(value) ? value : TemplateError.Format($"Unrecognized {name} {value}");
    }

    private static AwsError Malformed(string logicalId, string what) => TemplateError.Format($"[/Resources/{logicalId}] {what}");
}
