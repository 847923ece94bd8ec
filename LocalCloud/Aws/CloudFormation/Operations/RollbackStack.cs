using LocalCloud.Aws.CloudFormation.Deployment;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record RollbackStackRequest(
    string? StackName,
    string? RoleARN,
    string? ClientRequestToken,
    bool? RetainExceptOnCreate,
    DeploymentConfig? DeploymentConfig
);

internal sealed record RollbackStackResponse(string StackId);

/// <summary>For stacks that were left as they failed.</summary>
internal static class RollbackStack
{
    public static readonly Operation Definition = Operation<StackState>.Define(
        "RollbackStack",
        OperationsJson.Default.RollbackStackRequest,
        OperationsJson.Default.RollbackStackResponse,
        Handle,
        Requests.StackNameOrId<RollbackStackRequest>(r => r.StackName)
    );

    private static Result<RollbackStackResponse> Handle(StackState state, RollbackStackRequest request, Context context)
    {
        if (state.Find(request.StackName!) is not { } stack)
            return TemplateError.Validation($"Stack [{request.StackName}] does not exist");
        if (stack.Status is not (StackStatus.CreateFailed or StackStatus.UpdateFailed))
            return TemplateError.Validation($"Stack:{stack.StackId} is in {stack.Status} state and can not be rolled back.");
        if (request.RetainExceptOnCreate is { } retain)
            stack.Options = stack.Options with { RetainExceptOnCreate = retain };
        if (stack.Status == StackStatus.UpdateFailed)
            StackDeployment.BringBackReplaced(state, stack, context.Changes);
        StackRecord.Status(
            context.Changes,
            state,
            stack,
            stack.Status == StackStatus.CreateFailed ? StackStatus.RollbackInProgress : StackStatus.UpdateRollbackInProgress,
            "User Initiated"
        );
        context.Begun = state.Service.Deploy(state, stack);
        return new RollbackStackResponse(stack.StackId);
    }
}
