using System.Security.Cryptography;
using LocalCloud.Aws.Kms.Grants;
using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Operations;

internal sealed record CreateGrantRequest
{
    public string? KeyId { get; init; }
    public string? GranteePrincipal { get; init; }
    public string? RetiringPrincipal { get; init; }
    public List<string>? Operations { get; init; }
    public GrantConstraints? Constraints { get; init; }
    public List<string>? GrantTokens { get; init; }
    public string? Name { get; init; }
    public bool? DryRun { get; init; }
}

internal sealed record CreateGrantResponse(string GrantToken, string GrantId);

internal static class CreateGrant
{
    private const int MostOfAKey = 50_000;

    private static readonly string[] Operations =
    [
        "Decrypt",
        "Encrypt",
        "GenerateDataKey",
        "GenerateDataKeyWithoutPlaintext",
        "ReEncryptFrom",
        "ReEncryptTo",
        "Sign",
        "Verify",
        "GetPublicKey",
        "CreateGrant",
        "RetireGrant",
        "DescribeKey",
        "GenerateDataKeyPair",
        "GenerateDataKeyPairWithoutPlaintext",
        "GenerateMac",
        "VerifyMac",
        "DeriveSharedSecret",
    ];

    public static readonly Operation<KmsState, CreateGrantRequest, CreateGrantResponse> Definition = KmsService.Define(
        "CreateGrant",
        KmsJson.Default.CreateGrantRequest,
        KmsJson.Default.CreateGrantResponse,
        Handle,
        Members.KeyId<CreateGrantRequest>(r => r.KeyId),
        Must.Member<CreateGrantRequest>("granteePrincipal", r => r.GranteePrincipal).Required().Length(1, 256),
        Must.Member<CreateGrantRequest>("retiringPrincipal", r => r.RetiringPrincipal).Length(1, 256),
        Must.Member<CreateGrantRequest>("operations", r => r.Operations).Required(),
        Must.Each<CreateGrantRequest, string>("operations", r => r.Operations, Must.Member<string>("", o => o).Enum(Operations)),
        Must.Member<CreateGrantRequest>("name", r => r.Name).Length(1, 256)
    );

    private static Result<CreateGrantResponse> Handle(KmsState state, CreateGrantRequest request, Context context)
    {
        if (!state.Key(request.KeyId!, context).Ok(out var key, out var error))
            return error;
        if (key.State != "Enabled")
            return KmsErrors.InvalidState(key);
        if (request.Operations!.Count == 0)
            return KmsErrors.Validation("Operations must not be empty.");
        if (request is { Constraints: not null } && key.KeySpec.Family is not KeyFamily.Symmetric)
            return KmsErrors.Validation("Grant constraints on the encryption context are valid for symmetric encryption keys only.");
        // The same grant with a name is not made twice (docs: CreateGrant)
        if (request.Name is not null && key.Grants.Find(g => IsSame(g, request)) is { } existing)
            return new CreateGrantResponse(existing.Token, existing.Id);
        if (key.Grants.Count >= MostOfAKey)
            return new AwsError("LimitExceededException", $"{key.Arn} has {MostOfAKey} grants.");
        if (request.DryRun == true)
            return KmsErrors.DryRun;
        var grant = new Grant(
            RandomNumberGenerator.GetHexString(64, lowercase: true),
            Convert.ToBase64String(RandomNumberGenerator.GetBytes(96)),
            request.GranteePrincipal!,
            request.RetiringPrincipal,
            request.Operations,
            request.Constraints,
            request.Name,
            $"arn:aws:iam::{state.Scope.Account}:root",
            context.Now
        );
        key.Grants.Add(grant);
        state.Put(context.Changes, key);
        return new CreateGrantResponse(grant.Token, grant.Id);
    }

    private static bool IsSame(Grant grant, CreateGrantRequest request) =>
        grant.Name == request.Name
        && grant.GranteePrincipal == request.GranteePrincipal
        && grant.RetiringPrincipal == request.RetiringPrincipal
        && grant.Operations.Order().SequenceEqual(request.Operations!.Order());
}
