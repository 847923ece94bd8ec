using LocalCloud.Aws.CloudFormation.Deployment;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record DeleteStackRequest
{
    public string? StackName { get; init; }
    public List<string>? RetainResources { get; init; }
    public string? RoleARN { get; init; }
    public string? ClientRequestToken { get; init; }
    public string? DeletionMode { get; init; }
    public DeploymentConfig? DeploymentConfig { get; init; }
}

internal static class DeleteStack
{
    public static readonly Operation<StackState, DeleteStackRequest, Nothing> Definition = Operation<StackState>.Define(
        "DeleteStack",
        OperationsJson.Default.DeleteStackRequest,
        Handle,
        Requests.StackNameOrId<DeleteStackRequest>(r => r.StackName),
        Must.Member<DeleteStackRequest>("deletionMode", r => r.DeletionMode).Enum("STANDARD", "FORCE_DELETE_STACK")
    );

    private static Result<Nothing> Handle(StackState state, DeleteStackRequest request, Context context)
    {
        if (request.DeploymentConfig?.IsExpress == true)
            return AwsError.NotSupported("DeleteStack", "DeploymentConfig.Mode EXPRESS");
        // Deleting what is not there succeeds (docs: DeleteStack).
        if (state.Find(request.StackName!) is not { Status: not StackStatus.DeleteComplete and not StackStatus.DeleteInProgress } stack)
            return Nothing.Instance;
        if (stack.Options.TerminationProtection)
            return TemplateError.Validation($"Stack [{stack.Name}] cannot be deleted while TerminationProtection is enabled");
        var forced = request.DeletionMode == "FORCE_DELETE_STACK";
        if (forced && stack.Status != StackStatus.DeleteFailed)
            return TemplateError.Validation(
                $"Invalid operation on stack [{stack.Name}]. FORCE_DELETE_STACK DeletionMode is supported only for stacks in the "
                    + $"{StackStatus.DeleteFailed} state."
            );
        var retain = request.RetainResources ?? [];
        if (retain.Count > 0 && stack.Status != StackStatus.DeleteFailed)
            return TemplateError.Validation(
                $"Invalid operation on stack [{stack.Name}]. RetainResources is supported only for stacks in the "
                    + $"{StackStatus.DeleteFailed} state."
            );
        if (stack.Status == StackStatus.ReviewInProgress && stack.Resources.Count == 0)
        {
            state.Remove(context.Changes, stack);
            return Nothing.Instance;
        }

        stack.Options = stack.Options with
        {
            RetainResources = retain,
            ForcesDeletion = forced,
            ClientRequestToken = request.ClientRequestToken,
        };
        if (stack.IsBusy)
        {
            stack.DeletionWaits = true;
            state.Put(context.Changes, stack);
            return Nothing.Instance;
        }
        StackRecord.Status(context.Changes, state, stack, StackStatus.DeleteInProgress, "User Initiated");
        context.Begun = state.Service.Deploy(state, stack);
        return Nothing.Instance;
    }
}
