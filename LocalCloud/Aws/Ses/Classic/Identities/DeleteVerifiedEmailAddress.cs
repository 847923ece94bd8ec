namespace LocalCloud.Aws.Ses.Classic.Identities;

/// <summary>Older than <see cref="DeleteIdentity"/>.</summary>
internal static class DeleteVerifiedEmailAddress
{
    public static readonly Operation Definition = Operation<SesState>.Define<AddressRequest>(
        "DeleteVerifiedEmailAddress",
        EmailJson.Default.AddressRequest,
        Handle,
        Must.Member<AddressRequest>("emailAddress", r => r.EmailAddress).Required()
    );

    private static Result<Nothing> Handle(SesState state, AddressRequest request, Context context)
    {
        DeleteIdentity.Delete(state, request.EmailAddress!, context);
        return Nothing.Instance;
    }
}
