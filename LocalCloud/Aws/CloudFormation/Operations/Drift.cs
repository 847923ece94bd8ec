using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record DetectStackDriftRequest(string? StackName, List<string>? LogicalResourceIds);

internal sealed record DetectStackDriftResponse(string StackDriftDetectionId);

internal sealed record DescribeStackDriftDetectionStatusRequest(string? StackDriftDetectionId);

internal sealed record DescribeStackDriftDetectionStatusResponse(
    string StackId,
    string StackDriftDetectionId,
    string StackDriftStatus,
    string DetectionStatus,
    int DriftedStackResourceCount,
    DateTimeOffset Timestamp
);

internal sealed record DetectStackResourceDriftRequest(string? StackName, string? LogicalResourceId);

internal sealed record DetectStackResourceDriftResponse(StackResourceDrift StackResourceDrift);

internal sealed record DescribeStackResourceDriftsRequest(
    string? StackName,
    List<string>? StackResourceDriftStatusFilters,
    string? NextToken,
    int? MaxResults
);

internal sealed record DescribeStackResourceDriftsResponse(List<StackResourceDrift> StackResourceDrifts, string? NextToken);

internal sealed record StackResourceDrift(
    string StackId,
    string LogicalResourceId,
    string? PhysicalResourceId,
    string ResourceType,
    string ExpectedProperties,
    string ActualProperties,
    string StackResourceDriftStatus,
    DateTimeOffset Timestamp
)
{
    public static StackResourceDrift Of(Stack stack, StackResource resource, DateTimeOffset now) =>
        new(
            stack.StackId,
            resource.LogicalId,
            resource.PhysicalId,
            resource.Type,
            resource.Properties.ToJsonString(),
            resource.Properties.ToJsonString(),
            "IN_SYNC",
            now
        );
}

/// <summary>Drift is not looked for: the answer to every question is that there is none.</summary>
internal static class DetectStackDrift
{
    public static readonly Operation Definition = Operation<StackState>
        .Define(
            "DetectStackDrift",
            OperationsJson.Default.DetectStackDriftRequest,
            OperationsJson.Default.DetectStackDriftResponse,
            Handle,
            Requests.StackNameOrId<DetectStackDriftRequest>(r => r.StackName)
        )
        .Lacking("nothing is compared: every stack is IN_SYNC");

    private static Result<DetectStackDriftResponse> Handle(StackState state, DetectStackDriftRequest request, Context context)
    {
        if (state.Find(request.StackName!) is not { Status: not StackStatus.DeleteComplete } stack)
            return TemplateError.Validation($"Stack [{request.StackName}] does not exist");
        if (stack.IsBusy || stack.Status == StackStatus.ReviewInProgress)
            return TemplateError.Validation(
                $"Drift detection cannot be performed on stack [{stack.StackId}] while it is in status {stack.Status}."
            );
        stack.DriftChecked = context.Now;
        state.Put(context.Changes, stack);
        return new DetectStackDriftResponse(stack.Key);
    }
}

internal static class DescribeStackDriftDetectionStatus
{
    public static readonly Operation Definition = Operation<StackState>
        .Define(
            "DescribeStackDriftDetectionStatus",
            OperationsJson.Default.DescribeStackDriftDetectionStatusRequest,
            OperationsJson.Default.DescribeStackDriftDetectionStatusResponse,
            Handle,
            Must.Member<DescribeStackDriftDetectionStatusRequest>("stackDriftDetectionId", r => r.StackDriftDetectionId)
                .Required()
                .Length(1, 36)
        )
        .Lacking("nothing is compared: every stack is IN_SYNC");

    private static Result<DescribeStackDriftDetectionStatusResponse> Handle(
        StackState state,
        DescribeStackDriftDetectionStatusRequest request,
        Context context
    ) =>
        state.All.FirstOrDefault(s => s.Key == request.StackDriftDetectionId) is { DriftChecked: { } at } stack
            ? new DescribeStackDriftDetectionStatusResponse(stack.StackId, stack.Key, "IN_SYNC", "DETECTION_COMPLETE", 0, at)
            : TemplateError.Validation($"Drift detection [{request.StackDriftDetectionId}] does not exist");
}

internal static class DetectStackResourceDrift
{
    public static readonly Operation Definition = Operation<StackState>
        .Define(
            "DetectStackResourceDrift",
            OperationsJson.Default.DetectStackResourceDriftRequest,
            OperationsJson.Default.DetectStackResourceDriftResponse,
            Handle,
            Requests.StackNameOrId<DetectStackResourceDriftRequest>(r => r.StackName),
            Must.Member<DetectStackResourceDriftRequest>("logicalResourceId", r => r.LogicalResourceId).Required()
        )
        .Lacking("nothing is compared: every resource is IN_SYNC");

    private static Result<DetectStackResourceDriftResponse> Handle(
        StackState state,
        DetectStackResourceDriftRequest request,
        Context context
    )
    {
        if (state.Find(request.StackName!) is not { } stack)
            return TemplateError.Validation($"Stack [{request.StackName}] does not exist");
        return stack.Resource(request.LogicalResourceId!) is { } resource
            ? new DetectStackResourceDriftResponse(StackResourceDrift.Of(stack, resource, context.Now))
            : TemplateError.Validation($"Resource {request.LogicalResourceId} does not exist for stack {stack.Name}");
    }
}

internal static class DescribeStackResourceDrifts
{
    public static readonly Operation Definition = Operation<StackState>
        .Define(
            "DescribeStackResourceDrifts",
            OperationsJson.Default.DescribeStackResourceDriftsRequest,
            OperationsJson.Default.DescribeStackResourceDriftsResponse,
            Handle,
            Requests.StackNameOrId<DescribeStackResourceDriftsRequest>(r => r.StackName)
        )
        .Lacking("nothing is compared: every resource is IN_SYNC");

    private static Result<DescribeStackResourceDriftsResponse> Handle(
        StackState state,
        DescribeStackResourceDriftsRequest request,
        Context context
    )
    {
        if (state.Find(request.StackName!) is not { } stack)
            return TemplateError.Validation($"Stack [{request.StackName}] does not exist");
        var checkedAt = stack.DriftChecked;
        var wanted = request.StackResourceDriftStatusFilters is not { Count: > 0 } filters || filters.Contains("IN_SYNC");
        var drifts =
            checkedAt is null || !wanted
                ? []
                : stack
                    .Resources.Where(r => !r.Leaving)
                    .OrderBy(r => r.LogicalId, StringComparer.Ordinal)
                    .Select(r => StackResourceDrift.Of(stack, r, checkedAt.Value));
        return TemplateError.Pages.ByOffset(drifts, request.NextToken).Ok(out var page, out var error)
            ? new DescribeStackResourceDriftsResponse(page.Items, page.NextToken)
            : error;
    }
}
