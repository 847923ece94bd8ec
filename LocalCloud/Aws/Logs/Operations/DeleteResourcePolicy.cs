namespace LocalCloud.Aws.Logs.Operations;

internal sealed record PolicyRequest(string? PolicyName);

internal static class DeleteResourcePolicy
{
    public static readonly Operation Definition = Operation<LogsState>.Define<PolicyRequest>(
        "DeleteResourcePolicy",
        LogsJson.Default.PolicyRequest,
        Handle
    );

    private static Result<Nothing> Handle(LogsState state, PolicyRequest request, Context context)
    {
        if (request.PolicyName is not { } name || !state.Policies.ContainsKey(name))
            return Errors.NotFound($"Policy with name [{request.PolicyName}] does not exist");
        state.DeletePolicy(context.Changes, name);
        return Nothing.Instance;
    }
}
