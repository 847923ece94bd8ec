using System.Text.Json.Serialization;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.Sts;

/// <summary>The Security Token Service, as far as tools ask it who they are.</summary>
internal sealed class StsService : Service
{
    public override string Id => "sts";

    public override string QueryVersion => "2011-06-15";

    public override string XmlNamespace => "https://sts.amazonaws.com/doc/2011-06-15/";

    public override IReadOnlyList<Operation> Operations => field ??=
        [GetCallerIdentity.Definition, AssumeRole.Definition, SessionTokens.Session, SessionTokens.Federation, SessionTokens.KeyInfo];

    public override IReadOnlyList<string> NotSupported =>
        ["AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "AssumeRoot", "DecodeAuthorizationMessage", "GetDelegatedAccessToken", "GetWebIdentityToken"];

    protected override ServiceState CreateState(Scope scope) => new StsState(this, scope);
}

/// <summary>Nothing is kept.</summary>
internal sealed class StsState(Service service, Scope scope) : ServiceState(service, scope)
{
    protected internal override void Load(IEnumerable<StoredRow> rows)
    {
    }
}

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(GetCallerIdentityRequest))]
[JsonSerializable(typeof(GetCallerIdentityResponse))]
[JsonSerializable(typeof(GetSessionTokenRequest))]
[JsonSerializable(typeof(GetSessionTokenResponse))]
[JsonSerializable(typeof(GetFederationTokenRequest))]
[JsonSerializable(typeof(GetFederationTokenResponse))]
[JsonSerializable(typeof(GetAccessKeyInfoRequest))]
[JsonSerializable(typeof(GetAccessKeyInfoResponse))]
[JsonSerializable(typeof(AssumeRoleRequest))]
[JsonSerializable(typeof(AssumeRoleResponse))]
internal sealed partial class StsJson : JsonSerializerContext;
