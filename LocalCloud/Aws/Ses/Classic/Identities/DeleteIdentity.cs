namespace LocalCloud.Aws.Ses.Classic.Identities;

internal sealed record NamedIdentity(string? Identity);

/// <summary>What is not there is deleted too.</summary>
internal static class DeleteIdentity
{
    public static readonly Operation Definition = Operation<SesState>.Define<NamedIdentity, Empty>(
        "DeleteIdentity",
        EmailJson.Default.NamedIdentity,
        EmailJson.Default.Empty,
        Handle,
        Must.Member<NamedIdentity>("identity", r => r.Identity).Required()
    );

    private static Result<Empty> Handle(SesState state, NamedIdentity request, Context context)
    {
        Delete(state, request.Identity!, context);
        return Empty.Instance;
    }

    public static void Delete(SesState state, string name, Context context)
    {
        if (state.HasIdentity(name))
            state.RemoveIdentity(context.Changes, name);
    }
}
