using System.Text.Json.Serialization.Metadata;

namespace LocalCloud.Aws.Sts;

/// <summary>The Security Token Service: who one is, and credentials for a while.</summary>
internal sealed class StsService : Service
{
    public override string Id => "sts";

    public override string QueryVersion => "2011-06-15";

    public override string XmlNamespace => "https://sts.amazonaws.com/doc/2011-06-15/";

    public override IReadOnlyList<Operation> Operations =>
        field ??= [
            GetCallerIdentity.Definition,
            AssumeRole.Definition,
            AssumeRoleWithWebIdentity.Definition,
            GetSessionToken.Definition,
            GetFederationToken.Definition,
            GetAccessKeyInfo.Definition,
        ];

    /// <summary>Of issuers of web identities.</summary>
    internal ApiGateway.Execution.Authorization.KeySets Keys => field ??= new(Host.Time);

    /// <summary>Credentials know no regions: those of an account are one state.</summary>
    public StsState StateOf(string account) => (StsState)State(new(account, "aws-global"));

    protected override ServiceState CreateState(Scope scope) => new StsState(this, scope);

    /// <summary>An operation on the caller's account, whatever the region.</summary>
    internal static Operation<StsState, TRequest, TResponse> Define<TRequest, TResponse>(
        string name,
        JsonTypeInfo<TRequest> request,
        JsonTypeInfo<TResponse> response,
        Func<StsState, TRequest, Context, Result<TResponse>> handle,
        params Member<TRequest>[] constraints
    )
        where TRequest : class
        where TResponse : class =>
        Operation<StsState>.DefineAsync(
            name,
            request,
            response,
            (state, input, context) =>
                context.Host.HandleAsync(((StsService)state.Service).StateOf(state.Scope.Account), input, context, handle),
            constraints
        );
}
