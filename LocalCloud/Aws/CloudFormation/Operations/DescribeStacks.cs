using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record DescribeStacksRequest(string? StackName, string? NextToken);

internal sealed record DescribeStacksResponse(List<StackShape> Stacks, string? NextToken);

internal sealed record OutputShape(string OutputKey, string OutputValue, string? Description, string? ExportName);

internal sealed record StackShape
{
    public required string StackId { get; init; }
    public required string StackName { get; init; }
    public string? ChangeSetId { get; init; }
    public string? Description { get; init; }
    public List<ParameterShape>? Parameters { get; init; }
    public required DateTimeOffset CreationTime { get; init; }
    public DateTimeOffset? DeletionTime { get; init; }
    public DateTimeOffset? LastUpdatedTime { get; init; }
    public RollbackConfiguration RollbackConfiguration { get; } = new();
    public required string StackStatus { get; init; }
    public string? StackStatusReason { get; init; }
    public required bool DisableRollback { get; init; }
    public List<string>? NotificationARNs { get; init; }
    public int? TimeoutInMinutes { get; init; }
    public List<string>? Capabilities { get; init; }
    public List<OutputShape>? Outputs { get; init; }
    public string? RoleARN { get; init; }
    public List<ResourceTag>? Tags { get; init; }
    public required bool EnableTerminationProtection { get; init; }
    public string? ParentId { get; init; }
    public string? RootId { get; init; }
    public required DriftInformation DriftInformation { get; init; }
}

internal static class DescribeStacks
{
    public static readonly Operation Definition = Operation<StackState>.Define(
        "DescribeStacks",
        OperationsJson.Default.DescribeStacksRequest,
        OperationsJson.Default.DescribeStacksResponse,
        Handle
    );

    private static Result<DescribeStacksResponse> Handle(StackState state, DescribeStacksRequest request, Context context)
    {
        if (request.StackName is { Length: > 0 } name)
            return state.Find(name) is { } stack ? new DescribeStacksResponse([Shape(stack)], null) : Requests.NoStack(name);
        var stacks = state.All.Where(s => s.Status != StackStatus.DeleteComplete).Select(Shape);
        return TemplateError.Pages.ByOffset(stacks, request.NextToken).Ok(out var page, out var error)
            ? new DescribeStacksResponse(page.Items, page.NextToken)
            : error;
    }

    private static StackShape Shape(Stack stack) =>
        new()
        {
            StackId = stack.StackId,
            StackName = stack.Name,
            ChangeSetId = stack.ChangeSetId,
            Description = stack.Source.Declared?.Description,
            Parameters = Parameters(stack.Source),
            CreationTime = stack.Created,
            DeletionTime = stack.Deleted,
            LastUpdatedTime = stack.Updated,
            StackStatus = stack.Status,
            StackStatusReason = stack.StatusReason,
            DisableRollback = stack.Options.OnFailure == "DO_NOTHING",
            NotificationARNs = stack.Source.NotificationArns,
            TimeoutInMinutes = stack.Options.TimeoutInMinutes,
            Capabilities = stack.Source.Capabilities is { Count: > 0 } capabilities ? capabilities : null,
            Outputs =
                stack.Outputs.Count == 0
                    ? null
                    : [.. stack.Outputs.Select(o => new OutputShape(o.Name, o.Value, o.Description, o.ExportName))],
            RoleARN = stack.Options.RoleArn,
            Tags = stack.Source.Tags,
            ParentId = stack.ParentId,
            RootId = stack.RootId,
            EnableTerminationProtection = stack.Options.TerminationProtection,
            DriftInformation = DriftInformation.Of(stack),
        };

    /// <summary>Values of NoEcho parameters never leave.</summary>
    public static List<ParameterShape>? Parameters(StackSource source) =>
        source.Declared is not { Parameters.Count: > 0 } template
            ? null
            :
            [
                .. template.Parameters.Values.Select(p => new ParameterShape(
                    p.Name,
                    p.NoEcho ? "****" : source.Parameters.GetValueOrDefault(p.Name) ?? p.Default,
                    ResolvedValue: p.NoEcho ? null : source.Resolved.GetValueOrDefault(p.Name)
                )),
            ];
}
