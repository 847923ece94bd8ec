using System.Text.Json.Serialization.Metadata;
using LocalCloud.Aws.Iam.Operations;

namespace LocalCloud.Aws.Iam;

/// <summary>Roles, policies and instance profiles: kept and given back for those who refer to them. Nothing is decided by them.</summary>
internal sealed class IamService : Service
{
    public override string Id => "iam";

    public override string QueryVersion => "2010-05-08";

    public override string XmlNamespace => "https://iam.amazonaws.com/doc/2010-05-08/";

    public override IReadOnlyList<Operation> Operations => field ??= [.. RoleOperations.All, .. PolicyOperations.All, .. InstanceProfileOperations.All];

    public override IReadOnlyList<string> NotSupported => IamUnsupported.Operations;

    protected override ServiceState CreateState(Scope scope) => new IamState(this, scope);

    /// <summary>IAM knows no regions: the state of an account is one.</summary>
    internal static Operation<IamState, TRequest, TResponse> Define<TRequest, TResponse>(
        string name, JsonTypeInfo<TRequest> request, JsonTypeInfo<TResponse> response, Func<IamState, TRequest, Context, Result<TResponse>> handle,
        params Member<TRequest>[] constraints) where TRequest : class where TResponse : class =>
        Operation<IamState>.DefineAsync(name, request, response, (state, input, context) =>
            context.Host.RunAsync((IamState)state.Service.State(new(state.Scope.Account, "aws-global")), input, context, handle), constraints);
}
