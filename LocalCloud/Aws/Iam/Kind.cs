namespace LocalCloud.Aws.Iam;

/// <summary>One kind of what IAM keeps: the member by which requests name one and its length, how one is found, and how a change is
/// kept.</summary>
internal sealed class Kind<T>(
    string member,
    int shortest,
    int longest,
    Func<IamState, string, Result<T>> find,
    Action<IamState, Changes, T> put
)
    where T : class
{
    public ValueMember<TRequest> Named<TRequest>(Func<TRequest, string?> name) =>
        Must.Member(member, name).Required().Length(shortest, longest);

    public Result<T> Find(IamState state, string? name) => find(state, name!);

    /// <summary>A change that fails is not kept.</summary>
    public Result<TAnswer> Change<TAnswer>(IamState state, string? name, Context context, Func<T, Result<TAnswer>> change)
    {
        if (!find(state, name!).Ok(out var found, out var error))
            return error;
        var result = change(found);
        if (result.Error is null)
            put(state, context.Changes, found);
        return result;
    }

    public Result<Nothing> Change(IamState state, string? name, Context context, Action<T> change) =>
        Change<Nothing>(state, name, context, found =>
        {
            change(found);
            return Nothing.Instance;
        });
}

internal static class Kinds
{
    public static readonly Kind<Role> Role = new(
        "roleName",
        1,
        64,
        (state, name) => state.Role(name),
        (state, changes, role) => state.Put(changes, role)
    );

    public static readonly Kind<User> User = new(
        "userName",
        1,
        128,
        (state, name) => state.User(name),
        (state, changes, user) => state.Put(changes, user)
    );

    public static readonly Kind<Group> Group = new(
        "groupName",
        1,
        128,
        (state, name) => state.Group(name),
        (state, changes, group) => state.Put(changes, group)
    );

    public static readonly Kind<Policy> Policy = new(
        "policyArn",
        20,
        2048,
        (state, arn) => state.Policy(arn),
        (state, changes, policy) => state.Put(changes, policy)
    );

    public static readonly Kind<InstanceProfile> InstanceProfile = new(
        "instanceProfileName",
        1,
        128,
        (state, name) => state.Profile(name),
        (state, changes, profile) => state.Put(changes, profile)
    );

    public static readonly Kind<IdentityProvider> OpenIdConnect = new(
        "openIDConnectProviderArn",
        20,
        2048,
        (state, arn) => state.OpenIdConnectProvider(arn),
        (state, changes, provider) => state.Put(changes, provider)
    );

    public static readonly Kind<IdentityProvider> Saml = new(
        "sAMLProviderArn",
        20,
        2048,
        (state, arn) => state.SamlProvider(arn),
        (state, changes, provider) => state.Put(changes, provider)
    );
}
