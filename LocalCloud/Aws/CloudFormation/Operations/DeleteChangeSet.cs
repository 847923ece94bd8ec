using LocalCloud.Aws.CloudFormation.Stacks;

namespace LocalCloud.Aws.CloudFormation.Operations;

internal sealed record DeleteChangeSetRequest(string? ChangeSetName, string? StackName);

internal sealed record DeleteChangeSetResponse;

internal static class DeleteChangeSet
{
    public static readonly Operation Definition = Operation<StackState>.Define(
        "DeleteChangeSet",
        OperationsJson.Default.DeleteChangeSetRequest,
        OperationsJson.Default.DeleteChangeSetResponse,
        Handle,
        Requests.ChangeSetName<DeleteChangeSetRequest>(r => r.ChangeSetName)
    );

    private static Result<DeleteChangeSetResponse> Handle(StackState state, DeleteChangeSetRequest request, Context context)
    {
        // Deleting what is not there succeeds (docs: DeleteChangeSet); a stack that is not there does not.
        if (ChangeSets.Find(state, request.StackName, request.ChangeSetName).Ok(out var found, out var error))
            state.Remove(context.Changes, found.Stack, found.ChangeSet!);
        else if (error.Code != "ChangeSetNotFound")
            return error;
        return new DeleteChangeSetResponse();
    }
}
