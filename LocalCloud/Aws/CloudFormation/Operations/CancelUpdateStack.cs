using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record CancelUpdateStackRequest(string? StackName, string? ClientRequestToken);

internal static class CancelUpdateStack
{
    public static readonly Operation Definition = Operation<StackState>.Define(
        "CancelUpdateStack",
        OperationsJson.Default.CancelUpdateStackRequest,
        Handle,
        Requests.StackNameOrId<CancelUpdateStackRequest>(r => r.StackName)
    );

    private static Result<Nothing> Handle(StackState state, CancelUpdateStackRequest request, Context context)
    {
        if (state.Find(request.StackName!) is not { } stack)
            return TemplateError.Validation($"Stack [{request.StackName}] does not exist");
        if (stack.Status != StackStatus.UpdateInProgress)
            return TemplateError.Validation($"CancelUpdateStack cannot be called from current stack status");
        stack.UpdateCancelled = true;
        state.Put(context.Changes, stack);
        state.Moved.ReleaseAll();
        return Nothing.Instance;
    }
}
