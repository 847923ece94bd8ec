using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record SignalResourceRequest(string? StackName, string? LogicalResourceId, string? UniqueId, string? Status);

internal static class SignalResource
{
    public static readonly Operation Definition = Operation<StackState>.Define(
        "SignalResource",
        OperationsJson.Default.SignalResourceRequest,
        Handle,
        Requests.StackNameOrId<SignalResourceRequest>(r => r.StackName),
        Must.Member<SignalResourceRequest>("logicalResourceId", r => r.LogicalResourceId).Required(),
        Must.Member<SignalResourceRequest>("uniqueId", r => r.UniqueId).Required().Length(1, 64),
        Must.Member<SignalResourceRequest>("status", r => r.Status).Required().Enum("SUCCESS", "FAILURE")
    );

    private static Result<Nothing> Handle(StackState state, SignalResourceRequest request, Context context)
    {
        if (state.Find(request.StackName!) is not { Status: not StackStatus.DeleteComplete } stack)
            return TemplateError.Validation($"Stack [{request.StackName}] does not exist");
        if (stack.Resource(request.LogicalResourceId!) is not { } resource)
            return TemplateError.Validation($"Resource {request.LogicalResourceId} does not exist for stack {stack.Name}");
        if (!resource.Status.EndsWith("_IN_PROGRESS", StringComparison.Ordinal))
            return TemplateError.Validation($"Signal is not needed as resource {request.LogicalResourceId} is in {resource.Status} state");
        return state.Signal(
            context.Changes,
            stack.Key,
            new(request.LogicalResourceId!, request.UniqueId!, request.Status == "SUCCESS", null, null)
        );
    }
}
