namespace LocalCloud.Aws.Ses.Identities;

internal static class DeleteEmailIdentity
{
    public static readonly Operation Definition = Operation<SesState>
        .Define<IdentityRequest>("DeleteEmailIdentity", SesJson.Default.IdentityRequest, Handle)
        .Http("DELETE /v2/email/identities/{EmailIdentity}");

    private static Result<Nothing> Handle(SesState state, IdentityRequest request, Context context)
    {
        if (request.EmailIdentity is not { } name || !state.HasIdentity(name))
            return Identity.NotFound(request.EmailIdentity);
        state.RemoveIdentity(context.Changes, name);
        return Nothing.Instance;
    }
}
