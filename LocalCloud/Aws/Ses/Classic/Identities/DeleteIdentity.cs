namespace LocalCloud.Aws.Ses.Classic.Identities;

internal sealed record NamedIdentity(string? Identity);

/// <summary>What is not there is deleted too.</summary>
internal static class DeleteIdentity
{
    public static readonly Operation Definition = Operation<SesState>.Define<NamedIdentity, Empty>(
        "DeleteIdentity",
        EmailJson.Default.NamedIdentity,
        EmailJson.Default.Empty,
        (state, request, context) =>
        {
            Delete(state, request.Identity!, context);
            return Empty.Instance;
        },
        Must.Member<NamedIdentity>("identity", r => r.Identity).Required()
    );

    /// <summary>DeleteVerifiedEmailAddress, which is older.</summary>
    public static readonly Operation Address = Operation<SesState>.Define<AddressRequest>(
        "DeleteVerifiedEmailAddress",
        EmailJson.Default.AddressRequest,
        (state, request, context) =>
        {
            Delete(state, request.EmailAddress!, context);
            return Nothing.Instance;
        },
        Must.Member<AddressRequest>("emailAddress", r => r.EmailAddress).Required()
    );

    private static void Delete(SesState state, string name, Context context)
    {
        if (state.HasIdentity(name))
            state.RemoveIdentity(context.Changes, name);
    }
}
