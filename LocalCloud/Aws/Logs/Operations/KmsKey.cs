namespace LocalCloud.Aws.Logs.Operations;

internal static class KmsKey
{
    public static Result<Nothing> Set(LogsState state, KmsKeyRequest request, string? key, Context context)
    {
        if (!state.Find(request.LogGroupName, request.ResourceIdentifier).Ok(out var group, out var error))
            return error;
        state.Put(context.Changes, group, group.Row with { KmsKeyId = key });
        return Nothing.Instance;
    }
}
