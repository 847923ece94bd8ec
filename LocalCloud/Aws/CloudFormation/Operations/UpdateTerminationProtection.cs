using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record UpdateTerminationProtectionRequest(string? StackName, bool? EnableTerminationProtection);

internal sealed record UpdateTerminationProtectionResponse(string StackId);

internal static class UpdateTerminationProtection
{
    public static readonly Operation Definition = Operation<StackState>.Define(
        "UpdateTerminationProtection",
        OperationsJson.Default.UpdateTerminationProtectionRequest,
        OperationsJson.Default.UpdateTerminationProtectionResponse,
        Handle,
        Requests.StackNameOrId<UpdateTerminationProtectionRequest>(r => r.StackName),
        Must.Member<UpdateTerminationProtectionRequest>("enableTerminationProtection", r => r.EnableTerminationProtection).Required()
    );

    private static Result<UpdateTerminationProtectionResponse> Handle(
        StackState state,
        UpdateTerminationProtectionRequest request,
        Context context
    )
    {
        if (state.Find(request.StackName!) is not { Status: not StackStatus.DeleteComplete } stack)
            return TemplateError.Validation($"Stack [{request.StackName}] does not exist");
        stack.Options = stack.Options with { TerminationProtection = request.EnableTerminationProtection!.Value };
        state.Put(context.Changes, stack);
        return new UpdateTerminationProtectionResponse(stack.StackId);
    }
}
