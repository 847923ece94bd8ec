namespace LocalCloud.Aws.Kms.Operations;

/// <summary>EnableKey and DisableKey: keys that are about to go, or that have no material yet, are neither.</summary>
internal static class Switch
{
    public static Result<Nothing> Key(KmsState state, KeyIdRequest request, Context context, bool on)
    {
        if (!state.Own(request.KeyId!, context).Ok(out var key, out var error))
            return error;
        if (key.State is not ("Enabled" or "Disabled"))
            return KmsErrors.InvalidState(key);
        key.Enabled = on;
        state.Put(context.Changes, key);
        return Nothing.Instance;
    }
}
