using LocalCloud.Aws.CloudFormation.Deployment;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record ContinueUpdateRollbackRequest(
    string? StackName,
    string? RoleARN,
    List<string>? ResourcesToSkip,
    string? ClientRequestToken
);

internal sealed record ContinueUpdateRollbackResponse;

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
