using LocalCloud.Aws.CloudFormation.Stacks;

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
    public List<TagShape>? Tags { get; init; }
    public required List<ChangeShape> Changes { get; init; }
    public string? NextToken { get; init; }
    public bool IncludeNestedStacks { get; }
    public string? OnStackFailure { get; init; }
}

internal sealed record ChangeShape(string Type, ResourceChange ResourceChange);

internal sealed record ResourceChange(
    string Action, string LogicalResourceId, string? PhysicalResourceId, string ResourceType, string? Replacement,
    List<string> Scope, List<ResourceChangeDetail> Details);

internal sealed record ResourceChangeDetail(ResourceTarget Target, string Evaluation, string ChangeSource);

internal sealed record ResourceTarget(string Attribute, string Name, string RequiresRecreation);

internal static class DescribeChangeSet
{
    public static readonly Operation Definition = Operation<StackState>.Define(
        "DescribeChangeSet", OperationsJson.Default.DescribeChangeSetRequest, OperationsJson.Default.DescribeChangeSetResponse, Handle,
        Requests.ChangeSetName<DescribeChangeSetRequest>(r => r.ChangeSetName))
        .Lacking("IncludePropertyValues");

    private static Result<DescribeChangeSetResponse> Handle(StackState state, DescribeChangeSetRequest request, Context context)
    {
        if (request.IncludePropertyValues == true) return AwsError.NotSupported("DescribeChangeSet", "IncludePropertyValues");
        if (!ChangeSets.Find(state, request.StackName, request.ChangeSetName).Ok(out var found, out var error)) return error;
        var changeSet = found.ChangeSet!;
        if (!Page<PlannedChange>.Of(changeSet.Changes, request.NextToken).Ok(out var page, out error)) return error;
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
            Tags = [.. changeSet.Source.Tags.Select(t => new TagShape(t.Key, t.Value))],
            Changes = [.. page.Items.Select(Shape)],
            NextToken = page.NextToken,
            OnStackFailure = changeSet.OnFailure,
        };
    }

    private static ChangeShape Shape(PlannedChange change)
    {
        var recreation = change.Replacement == "True" ? "Always" : "Never";
        return new("Resource", new(
            change.Action, change.LogicalId, change.PhysicalId, change.Type, change.Replacement,
            change.Action == "Modify" ? ["Properties"] : [],
            [.. change.Properties.Select(name => new ResourceChangeDetail(new("Properties", name, recreation), "Static", "DirectModification"))]));
    }
}
