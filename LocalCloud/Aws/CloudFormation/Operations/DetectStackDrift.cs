using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record DetectStackDriftRequest(string? StackName, List<string>? LogicalResourceIds);

internal sealed record DetectStackDriftResponse(string StackDriftDetectionId);

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
