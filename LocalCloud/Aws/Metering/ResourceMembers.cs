using System.Text.Json.Serialization.Metadata;

namespace LocalCloud.Aws.Metering;

/// <summary>Which member of a request names its resource: services call them alike. Looked up once for each operation.</summary>
internal static class ResourceMembers
{
    // In this order: of PutRule it is the Name, not its bus and not its role.
    private static readonly string[] Names =
    [
        "QueueUrl",
        "QueueName",
        "TopicArn",
        "TargetArn",
        "SubscriptionArn",
        "TableName",
        "StreamArn",
        "FunctionName",
        "SecretId",
        "LogGroupName",
        "LogGroupIdentifier",
        "Rule",
        "StackName",
        "ResourceArn",
        "SourceArn",
        "Resource",
        "ApiId",
        "Namespace",
        "FromEmailAddress",
        "EmailIdentity",
        "Name",
        "RoleName",
        "Path",
        "EventBusName",
        "LayerName",
        "PolicyArn",
        "RoleArn",
        "Arn",
        // Of a key; elsewhere it is what a resource is encrypted with, and the resource's own name comes first
        "KeyId",
    ];

    private static readonly string[] Details = ["IndexName", "GroupName", "EventBusName", "Qualifier"];

    public static (Func<object, object?>? Name, Func<object, object?>? Detail) Of(JsonTypeInfo request)
    {
        var name = Find(request, Names);
        return (name?.Get, Find(request, Details) is { } detail && detail != name ? detail.Get : null);
    }

    private static JsonPropertyInfo? Find(JsonTypeInfo request, string[] names) =>
        request.Kind is not JsonTypeInfoKind.Object
            ? null
            : names
                .Select(name =>
                    request.Properties.FirstOrDefault(p =>
                        p.PropertyType == typeof(string) && p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
                    )
                )
                .FirstOrDefault(found => found is not null);
}
