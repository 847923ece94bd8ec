using System.Text.Json.Serialization.Metadata;
using LocalCloud.Aws.Iam.Operations;
using LocalCloud.Aws.Iam.Operations.Users;

namespace LocalCloud.Aws.Iam;

/// <summary>Users, groups, roles and policies. With --enforce-iam requests are decided by them; else they are kept for those who refer to
/// them.</summary>
internal sealed class IamService : Service
{
    public override string Id => "iam";

    public override string QueryVersion => "2010-05-08";

    public override string XmlNamespace => "https://iam.amazonaws.com/doc/2010-05-08/";

    public override IReadOnlyList<Operation> Operations =>
        field ??= [
            .. RoleOperations.All,
            .. PolicyOperations.All,
            .. InstanceProfileOperations.All,
            .. UserOperations.All,
            .. HolderPolicies.OfUsers,
            .. AccessKeyOperations.All,
            .. LoginProfileOperations.All,
            .. GroupOperations.All,
            .. HolderPolicies.OfGroups,
            .. ServiceLinkedRoles.All,
            .. OpenIdConnectOperations.All,
            .. SamlOperations.All,
            .. AccountOperations.All,
            .. Simulation.All,
        ];

    public override IReadOnlyList<string> NotSupported => IamUnsupported.Operations;

    /// <summary>IAM knows no regions: the state of an account is one.</summary>
    public IamState StateOf(string account) => (IamState)State(new(account, "aws-global"));

    protected override ServiceState CreateState(Scope scope) => new IamState(this, scope);

    internal static Operation<IamState, TRequest, TResponse> Define<TRequest, TResponse>(
        string name,
        JsonTypeInfo<TRequest> request,
        JsonTypeInfo<TResponse> response,
        Func<IamState, TRequest, Context, Result<TResponse>> handle,
        params Member<TRequest>[] constraints
    )
        where TRequest : class
        where TResponse : class =>
        Operation<IamState>.DefineAsync(
            name,
            request,
            response,
            (state, input, context) =>
                context.Host.HandleAsync(((IamService)state.Service).StateOf(state.Scope.Account), input, context, handle),
            constraints
        );
}
