using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record DetectStackResourceDriftRequest(string? StackName, string? LogicalResourceId);

internal sealed record DetectStackResourceDriftResponse(StackResourceDrift StackResourceDrift);

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
