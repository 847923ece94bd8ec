using LocalCloud.Aws.CloudFormation.Deployment;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record CancelUpdateStackRequest(string? StackName, string? ClientRequestToken);

internal sealed record ContinueUpdateRollbackRequest(
    string? StackName,
    string? RoleARN,
    List<string>? ResourcesToSkip,
    string? ClientRequestToken
);

internal sealed record ContinueUpdateRollbackResponse;

internal sealed record RollbackStackRequest(
    string? StackName,
    string? RoleARN,
    string? ClientRequestToken,
    bool? RetainExceptOnCreate,
    DeploymentConfig? DeploymentConfig
);

internal sealed record RollbackStackResponse(string StackId);

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

internal static class ContinueUpdateRollback
{
    public static readonly Operation Definition = Operation<StackState>.Define(
        "ContinueUpdateRollback",
        OperationsJson.Default.ContinueUpdateRollbackRequest,
        OperationsJson.Default.ContinueUpdateRollbackResponse,
        Handle,
        Requests.StackNameOrId<ContinueUpdateRollbackRequest>(r => r.StackName)
    );

    private static Result<ContinueUpdateRollbackResponse> Handle(StackState state, ContinueUpdateRollbackRequest request, Context context)
    {
        if (state.Find(request.StackName!) is not { } stack)
            return TemplateError.Validation($"Stack [{request.StackName}] does not exist");
        if (stack.Status != StackStatus.UpdateRollbackFailed)
            return TemplateError.Validation($"Stack:{stack.StackId} is in {stack.Status} state and can not continue rollback.");
        if (request.ResourcesToSkip?.Find(id => stack.Resource(id) is null) is { } unknown)
            return TemplateError.Validation($"Resource [{unknown}] does not exist in stack [{stack.Name}]");
        stack.Skipped = request.ResourcesToSkip ?? [];
        StackRecord.Status(context.Changes, state, stack, StackStatus.UpdateRollbackInProgress, "User Initiated");
        context.Begun = state.Service.Deploy(state, stack);
        return new ContinueUpdateRollbackResponse();
    }
}

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
