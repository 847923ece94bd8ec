using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record DescribeStackDriftDetectionStatusRequest(string? StackDriftDetectionId);

internal sealed record DescribeStackDriftDetectionStatusResponse(
    string StackId,
    string StackDriftDetectionId,
    string StackDriftStatus,
    string DetectionStatus,
    int DriftedStackResourceCount,
    DateTimeOffset Timestamp
);

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
