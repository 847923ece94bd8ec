using LocalCloud.Aws.CloudFormation.Deployment;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record ExecuteChangeSetRequest
{
    public string? ChangeSetName { get; init; }
    public string? StackName { get; init; }
    public string? ClientRequestToken { get; init; }
    public bool? DisableRollback { get; init; }
    public bool? RetainExceptOnCreate { get; init; }
}

internal sealed record ExecuteChangeSetResponse;

internal static class ExecuteChangeSet
{
    public static readonly Operation Definition = Operation<StackState>.Define(
        "ExecuteChangeSet",
        OperationsJson.Default.ExecuteChangeSetRequest,
        OperationsJson.Default.ExecuteChangeSetResponse,
        Handle,
        Requests.ChangeSetName<ExecuteChangeSetRequest>(r => r.ChangeSetName)
    );

    private static Result<ExecuteChangeSetResponse> Handle(StackState state, ExecuteChangeSetRequest request, Context context)
    {
        if (!ChangeSets.Find(state, request.StackName, request.ChangeSetName).Ok(out var found, out var error))
            return error;
        var (stack, changeSet) = (found.Stack, found.ChangeSet!);
        if (changeSet.ExecutionStatus != "AVAILABLE")
            return new AwsError(
                "InvalidChangeSetStatus",
                $"ChangeSet [{changeSet.Id}] cannot be executed in its current "
                    + $"{(changeSet.Status == "FAILED" ? $"status of [{changeSet.Status}]" : $"execution status of [{changeSet.ExecutionStatus}]")}"
            );
        var creates = stack.Status == StackStatus.ReviewInProgress;
        if (!creates && !StackStatus.CanUpdate(stack.Status))
            return TemplateError.Validation($"Stack:{stack.StackId} is in {stack.Status} state and can not be updated.");

        // The others were worked out against what this one changes.
        foreach (var other in stack.ChangeSets.Where(c => c.Id != changeSet.Id).ToArray())
            state.Remove(context.Changes, stack, other);
        state.Put(context.Changes, stack, changeSet with { ExecutionStatus = "EXECUTE_COMPLETE" });
        stack.ChangeSetId = changeSet.Id;
        stack.Options = stack.Options with { RetainExceptOnCreate = request.RetainExceptOnCreate == true };
        var onFailure = request.DisableRollback == true ? "DO_NOTHING" : changeSet.OnFailure;
        if (!creates)
        {
            UpdateStack.Begin(state, stack, changeSet.Source, onFailure, request.ClientRequestToken, context);
            return new ExecuteChangeSetResponse();
        }
        stack.Source = changeSet.Source;
        stack.Updated = context.Now;
        stack.Options = stack.Options with { OnFailure = onFailure, ClientRequestToken = request.ClientRequestToken };
        StackRecord.Status(context.Changes, state, stack, StackStatus.CreateInProgress, "User Initiated");
        context.Begun = state.Service.Deploy(state, stack);
        return new ExecuteChangeSetResponse();
    }
}
