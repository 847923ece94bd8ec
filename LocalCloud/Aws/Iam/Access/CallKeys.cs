using System.Collections;
using System.Text.Json.Serialization.Metadata;
using LocalCloud.Aws.EventBridge.Operations;
using LocalCloud.Aws.Iam.Evaluation;
using LocalCloud.Aws.Sts;

namespace LocalCloud.Aws.Iam.Access;

/// <summary>
/// What conditions can ask of a call beside what every request has: the condition keys of
/// https://docs.aws.amazon.com/service-authorization/latest/reference/ that a request's members answer.
/// </summary>
internal static class CallKeys
{
    private static readonly Dictionary<(string Service, string Member), string> OfMembers = new()
    {
        [("sns", "Protocol")] = "sns:Protocol",
        [("sns", "Endpoint")] = "sns:Endpoint",
        [("sts", "ExternalId")] = "sts:ExternalId",
        [("sts", "RoleSessionName")] = "sts:RoleSessionName",
        [("sts", "SourceIdentity")] = "sts:SourceIdentity",
        [("secretsmanager", "SecretId")] = "secretsmanager:SecretId",
        [("secretsmanager", "VersionStage")] = "secretsmanager:VersionStage",
        [("secretsmanager", "VersionId")] = "secretsmanager:VersionId",
        [("secretsmanager", "Name")] = "secretsmanager:Name",
        [("lambda", "Principal")] = "lambda:Principal",
        [("lambda", "FunctionUrlAuthType")] = "lambda:FunctionUrlAuthType",
        [("dynamodb", "Select")] = "dynamodb:Select",
        [("dynamodb", "ReturnValues")] = "dynamodb:ReturnValues",
        [("dynamodb", "ReturnConsumedCapacity")] = "dynamodb:ReturnConsumedCapacity",
        [("monitoring", "Namespace")] = "cloudwatch:namespace",
        [("iam", "PolicyArn")] = "iam:PolicyARN",
        [("iam", "PermissionsBoundary")] = "iam:PermissionsBoundary",
        [("iam", "AWSServiceName")] = "iam:AWSServiceName",
        [("cloudformation", "RoleARN")] = "cloudformation:RoleArn",
        [("cloudformation", "TemplateURL")] = "cloudformation:TemplateUrl",
        [("cloudformation", "ChangeSetName")] = "cloudformation:ChangeSetName",
    };

    public static RequestKeys Of(Service service, RecordOperation operation, object request, Context context)
    {
        var keys = GlobalKeys.Of(context.Http, context);
        if (operation.Request.Kind is not JsonTypeInfoKind.Object)
            return keys;
        foreach (var member in operation.Request.Properties)
            if (OfMembers.TryGetValue((service.Id, member.Name), out var key))
                keys.Set(key, member.Get?.Invoke(request) as string);
        var tags = Tags(operation, request).ToList();
        keys.SetTags("aws:RequestTag", tags).SetAll("aws:TagKeys", [.. tags.Select(t => t.Key).Concat(TagKeys(operation, request))]);
        if (request is PutEventsRequest events)
            keys.SetAll("events:source", Texts(events, e => e.Source)).SetAll("events:detail-type", Texts(events, e => e.DetailType));
        if (request is AssumeRoleRequest { TransitiveTagKeys: { } transitive })
            keys.SetAll("sts:TransitiveTagKeys", transitive);
        if (service.Id == "dynamodb")
            keys.SetAll("dynamodb:LeadingKeys", LeadingKeys.Of(context, request))
                .Set(
                    "dynamodb:FullTableScan",
                    LeadingKeys.IsScan(context, request) is { } scans
                        ? scans
                            ? "true"
                            : "false"
                        : null
                );
        return keys;
    }

    private static List<string> Texts(PutEventsRequest events, Func<PutEventsEntry, string?> of) =>
        [.. (events.Entries ?? []).Select(of).OfType<string>().Distinct()];

    // A map, or a list of Key and Value
    private static IEnumerable<KeyValuePair<string, string>> Tags(RecordOperation operation, object request)
    {
        if (Member(operation.Request, "Tags") is not { } member || member.Get?.Invoke(request) is not { } tags)
            yield break;
        if (tags is IDictionary<string, string> map)
            foreach (var tag in map)
                yield return tag;
        else if (tags is IEnumerable list)
            foreach (var tag in list)
                if (
                    tag is not null
                    && operation.Request.Options.GetTypeInfo(tag.GetType()) is { Kind: JsonTypeInfoKind.Object } type
                    && Member(type, "Key")?.Get?.Invoke(tag) is string key
                )
                    yield return new(key, Member(type, "Value")?.Get?.Invoke(tag) as string ?? "");
    }

    private static IEnumerable<string> TagKeys(RecordOperation operation, object request) =>
        Member(operation.Request, "TagKeys")?.Get?.Invoke(request) as IEnumerable<string> ?? [];

    private static JsonPropertyInfo? Member(JsonTypeInfo type, string name) =>
        type.Properties.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
