namespace LocalCloud.Aws.Logs.Operations;

internal sealed record PutRetentionPolicyRequest(string? LogGroupName, int? RetentionInDays);

internal static class PutRetentionPolicy
{
    private static readonly int[] Days =
    [
        1,
        3,
        5,
        7,
        14,
        30,
        60,
        90,
        120,
        150,
        180,
        365,
        400,
        545,
        731,
        1096,
        1827,
        2192,
        2557,
        2922,
        3288,
        3653,
    ];

    public static readonly Operation Definition = Operation<LogsState>.Define<PutRetentionPolicyRequest>(
        "PutRetentionPolicy",
        LogsJson.Default.PutRetentionPolicyRequest,
        Handle,
        Members.Group<PutRetentionPolicyRequest>(r => r.LogGroupName).Required(),
        Must.Member<PutRetentionPolicyRequest>("retentionInDays", r => r.RetentionInDays).Required()
    );

    private static Result<Nothing> Handle(LogsState state, PutRetentionPolicyRequest request, Context context)
    {
        if (!Days.Contains(request.RetentionInDays!.Value))
            return Errors.Invalid(
                $"1 validation error detected: Value '{request.RetentionInDays}' at 'retentionInDays' failed to satisfy constraint: "
                    + $"Member must satisfy enum value set: [{string.Join(", ", Days)}]"
            );
        if (!state.Find(request.LogGroupName!).Ok(out var group, out var error))
            return error;
        state.Put(context.Changes, group, group.Row with { RetentionInDays = request.RetentionInDays });
        return Nothing.Instance;
    }
}
