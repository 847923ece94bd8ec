using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record DescribeChangeSetRequest
{
    public string? ChangeSetName { get; init; }
    public string? StackName { get; init; }
    public string? NextToken { get; init; }
    public bool? IncludePropertyValues { get; init; }
}

internal sealed record DescribeChangeSetResponse
{
    public required string ChangeSetName { get; init; }
    public required string ChangeSetId { get; init; }
    public required string StackId { get; init; }
    public required string StackName { get; init; }
    public string? Description { get; init; }
    public List<ParameterShape>? Parameters { get; init; }
    public required DateTimeOffset CreationTime { get; init; }
    public required string ExecutionStatus { get; init; }
    public required string Status { get; init; }
    public string? StatusReason { get; init; }
    public List<string>? NotificationARNs { get; init; }
    public RollbackConfiguration RollbackConfiguration { get; } = new();
    public List<string>? Capabilities { get; init; }
    public List<ResourceTag>? Tags { get; init; }
    public required List<ChangeShape> Changes { get; init; }
    public string? NextToken { get; init; }
    public bool IncludeNestedStacks { get; }
    public string? OnStackFailure { get; init; }
}

internal sealed record ChangeShape(string Type, ResourceChange ResourceChange);

internal sealed record ResourceChange(
    string? PolicyAction,
    string Action,
    string LogicalResourceId,
    string? PhysicalResourceId,
    string ResourceType,
    string? Replacement,
    List<string> Scope,
    List<ResourceChangeDetail> Details,
    string? BeforeContext,
    string? AfterContext
);

internal sealed record ResourceChangeDetail(ResourceTarget Target, string Evaluation, string ChangeSource, string? CausingEntity);

internal sealed record ResourceTarget(
    string Attribute,
    string? Name,
    string RequiresRecreation,
    string? Path,
    string? BeforeValue,
    string? AfterValue,
    string? AttributeChangeType
);

internal static partial class DescribeChangeSet
{
    public static readonly Operation Definition = Operation<StackState>.Define(
        "DescribeChangeSet",
        OperationsJson.Default.DescribeChangeSetRequest,
        OperationsJson.Default.DescribeChangeSetResponse,
        Handle,
        Requests.ChangeSetName<DescribeChangeSetRequest>(r => r.ChangeSetName)
    );

    /// <summary>What of a property is known only when the change is carried out, in AWS's words.</summary>
    private const string KnownLater = "{{changeSet:KNOWN_AFTER_APPLY}}";

    private static Result<DescribeChangeSetResponse> Handle(StackState state, DescribeChangeSetRequest request, Context context)
    {
        if (!ChangeSets.Find(state, request.StackName, request.ChangeSetName).Ok(out var found, out var error))
            return error;
        var changeSet = found.ChangeSet!;
        if (!TemplateError.Pages.ByOffset(changeSet.Changes, request.NextToken).Ok(out var page, out error))
            return error;
        return new DescribeChangeSetResponse
        {
            ChangeSetName = changeSet.Name,
            ChangeSetId = changeSet.Id,
            StackId = found.Stack.StackId,
            StackName = found.Stack.Name,
            Description = changeSet.Description,
            Parameters = DescribeStacks.Parameters(changeSet.Source),
            CreationTime = changeSet.Created,
            ExecutionStatus = changeSet.ExecutionStatus,
            Status = changeSet.Status,
            StatusReason = changeSet.StatusReason,
            NotificationARNs = changeSet.Source.NotificationArns,
            Capabilities = changeSet.Source.Capabilities,
            Tags = changeSet.Source.Tags,
            Changes = [.. page.Items.Select(change => Shape(change, request.IncludePropertyValues == true, found))],
            NextToken = page.NextToken,
            OnStackFailure = changeSet.SaysOnFailure ? changeSet.OnFailure : null,
        };
    }

    private static ChangeShape Shape(PlannedChange change, bool withValues, ChangeSets.Found found)
    {
        return new(
            "Resource",
            new(
                change.PolicyAction,
                change.Action,
                change.LogicalId,
                change.PhysicalId,
                change.Type,
                change.Replacement,
                [.. change.Details.Select(d => d.Attribute).Distinct()],
                [
                    .. change.Details.Select(d => new ResourceChangeDetail(
                        withValues && d.Name is { } name
                            ? new(
                                d.Attribute,
                                name,
                                d.Recreation,
                                $"/Properties/{name}",
                                Value(change.Before?[name]),
                                Value(change.After?[name]),
                                change.Before?[name] is null ? "Add"
                                    : change.After?[name] is null ? "Remove"
                                    : "Modify"
                            )
                            : new(d.Attribute, d.Name, d.Recreation, null, null, null, null),
                        d.Evaluation,
                        d.Source,
                        d.Causing
                    )),
                ],
                withValues ? Context(change.Before) : null,
                withValues ? Context(change.After) : null
            )
        );

        string? Value(JsonNode? node) =>
            node is null ? null : Shown(Scalars.TryText(node, out var text) ? text : node.ToJsonString(), found);

        string? Context(JsonObject? properties) =>
            properties is null ? null : Shown(new JsonObject { ["Properties"] = properties.DeepClone() }.ToJsonString(), found);
    }

    /// <summary>Values of NoEcho parameters are not shown; names of resources that are still to come stand for what they will be.</summary>
    private static string Shown(string text, ChangeSets.Found found)
    {
        text = Coming().Replace(text, KnownLater);
        foreach (var source in new[] { found.ChangeSet!.Source, found.Stack.Source })
        foreach (var parameter in source.Declared?.Parameters.Values.Where(p => p.NoEcho) ?? [])
            if ((source.Parameters.GetValueOrDefault(parameter.Name) ?? parameter.Default) is { Length: > 0 } secret)
                text = text.Replace(secret, "****", StringComparison.Ordinal)
                    .Replace(JsonEncodedText.Encode(secret).ToString(), "****", StringComparison.Ordinal);
        return text;
    }

    /// <summary>As Difference writes them, plain or within JSON.</summary>
    [GeneratedRegex(@"(\0|\\u0000)[A-Za-z0-9]+(\.[A-Za-z0-9.]+)?")]
    private static partial Regex Coming();
}
