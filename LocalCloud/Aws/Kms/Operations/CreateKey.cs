using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms.Operations;

internal sealed record CreateKeyRequest
{
    public string? Policy { get; init; }
    public string? Description { get; init; }
    public string? KeyUsage { get; init; }

    /// <summary>KeySpec's older name.</summary>
    public string? CustomerMasterKeySpec { get; init; }
    public string? KeySpec { get; init; }
    public string? Origin { get; init; }
    public string? CustomKeyStoreId { get; init; }
    public string? XksKeyId { get; init; }
    public bool? BypassPolicyLockoutSafetyCheck { get; init; }
    public List<KmsTag>? Tags { get; init; }
    public bool? MultiRegion { get; init; }
}

internal static class CreateKey
{
    public static readonly Operation<KmsState, CreateKeyRequest, KeyMetadataResponse> Definition = KmsService
        .Define(
            "CreateKey",
            KmsJson.Default.CreateKeyRequest,
            KmsJson.Default.KeyMetadataResponse,
            Handle,
            Must.Member<CreateKeyRequest>("policy", r => r.Policy).Length(1, 131072),
            Must.Member<CreateKeyRequest>("description", r => r.Description).Length(0, 8192),
            Must.Member<CreateKeyRequest>("keyUsage", r => r.KeyUsage).Enum(KeyUsage.All),
            Must.Member<CreateKeyRequest>("customerMasterKeySpec", r => r.CustomerMasterKeySpec).Enum(Keys.KeySpec.Names),
            Must.Member<CreateKeyRequest>("keySpec", r => r.KeySpec).Enum(Keys.KeySpec.Names),
            Must.Member<CreateKeyRequest>("origin", r => r.Origin).Enum("AWS_KMS", "EXTERNAL", "AWS_CLOUDHSM", "EXTERNAL_KEY_STORE"),
            Must.Member<CreateKeyRequest>("customKeyStoreId", r => r.CustomKeyStoreId).Length(1, 64),
            Members.Tags<CreateKeyRequest>(r => r.Tags)
        )
        .Lacking("Custom and external key stores; HMAC_224, Ed25519, ML-DSA and SM2 keys.");

    private static Result<KeyMetadataResponse> Handle(KmsState state, CreateKeyRequest request, Context context)
    {
        if (request is { KeySpec: not null, CustomerMasterKeySpec: not null })
            return KmsErrors.Validation(
                "You cannot specify KeySpec and CustomerMasterKeySpec in the same request. CustomerMasterKeySpec is deprecated."
            );
        if (request.Origin is "AWS_CLOUDHSM" or "EXTERNAL_KEY_STORE" || (request.CustomKeyStoreId ?? request.XksKeyId) is not null)
            return AwsError.NotSupported("CreateKey", "A key of a custom key store");
        var name = request.KeySpec ?? request.CustomerMasterKeySpec ?? KeySpec.Default;
        if (KeySpec.Unsupported.Contains(name))
            return AwsError.NotSupported("CreateKey", $"KeySpec {name}");
        var spec = KeySpec.Of(name);
        if (request.KeyUsage is null && spec.Family is not KeyFamily.Symmetric)
            return KmsErrors.Validation($"You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys.");
        var usage = request.KeyUsage ?? KeyUsage.Encrypt;
        if (!spec.Usages.Contains(usage))
            return KmsErrors.Validation($"KeyUsage {usage} is not compatible with KeySpec {name}");
        if ((request.Policy is { } policy ? KeyPolicy.Check(policy) : null) is { } malformed)
            return malformed;
        if (!KmsTag.Read(request.Tags).Ok(out var tags, out var error))
            return error;
        var isExternal = request.Origin == "EXTERNAL";
        var key = new Key
        {
            Id = request.MultiRegion == true ? $"mrk-{Guid.NewGuid():N}" : Guid.NewGuid().ToString(),
            Account = state.Scope.Account,
            Region = context.Scope.Region,
            Spec = name,
            Usage = usage,
            Created = context.Now,
            Origin = isExternal ? "EXTERNAL" : "AWS_KMS",
            Policy = request.Policy ?? KeyPolicy.Default(state.Scope.Account),
            Description = request.Description ?? "",
            Enabled = true,
            PrimaryRegion = request.MultiRegion == true ? context.Scope.Region : null,
            Materials = isExternal ? [] : [KeyMaterial.Generate(spec, context.Now)],
            Tags = tags,
        };
        state.Put(context.Changes, key);
        return new KeyMetadataResponse(KeyMetadata.Of(state, key));
    }
}
