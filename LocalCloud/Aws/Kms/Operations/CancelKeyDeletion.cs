namespace LocalCloud.Aws.Kms.Operations;

internal static class CancelKeyDeletion
{
    public static readonly Operation<KmsState, KeyIdRequest, KeyIdResponse> Definition = KmsService.Define(
        "CancelKeyDeletion",
        KmsJson.Default.KeyIdRequest,
        KmsJson.Default.KeyIdResponse,
        Handle,
        Members.KeyId<KeyIdRequest>(r => r.KeyId)
    );

    private static Result<KeyIdResponse> Handle(KmsState state, KeyIdRequest request, Context context)
    {
        if (!state.Own(request.KeyId!, context).Ok(out var key, out var error))
            return error;
        if (key.PendingWindowInDays is null)
            return new AwsError("KMSInvalidStateException", $"{key.Arn} is not pending deletion.");
        // It stays disabled (docs: CancelKeyDeletion)
        (key.DeletionDate, key.PendingWindowInDays) = (null, null);
        state.Put(context.Changes, key);
        return new KeyIdResponse(key.Arn);
    }
}
