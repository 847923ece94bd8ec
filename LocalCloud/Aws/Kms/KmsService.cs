using System.Text.Json.Serialization.Metadata;
using LocalCloud.Aws.Kms.Operations;

namespace LocalCloud.Aws.Kms;

/// <summary>Keys that encrypt, sign and authenticate, with the cryptography of .NET. What they are made of is in the store.</summary>
internal sealed class KmsService : Service
{
    public override string Id => "kms";

    public override string TargetPrefix => "TrentService";

    public override AwsError Throttled =>
        new("ThrottlingException", "You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls.");

    public override AwsError Broken => new("KMSInternalException", "An internal error occurred.", 500);

    public override IReadOnlyList<Operation> Operations =>
        field ??= [
            CreateKey.Definition,
            DescribeKey.Definition,
            ListKeys.Definition,
            UpdateKeyDescription.Definition,
            EnableKey.Definition,
            DisableKey.Definition,
            ScheduleKeyDeletion.Definition,
            CancelKeyDeletion.Definition,
            ReplicateKey.Definition,
            UpdatePrimaryRegion.Definition,
            CreateAlias.Definition,
            UpdateAlias.Definition,
            DeleteAlias.Definition,
            ListAliases.Definition,
            GetKeyPolicy.Definition,
            PutKeyPolicy.Definition,
            ListKeyPolicies.Definition,
            TagResource.Definition,
            UntagResource.Definition,
            ListResourceTags.Definition,
            EnableKeyRotation.Definition,
            DisableKeyRotation.Definition,
            GetKeyRotationStatus.Definition,
            ListKeyRotations.Definition,
            RotateKeyOnDemand.Definition,
            Encrypt.Definition,
            Decrypt.Definition,
            ReEncrypt.Definition,
            GenerateDataKey.Definition,
            GenerateDataKeyWithoutPlaintext.Definition,
            GenerateDataKeyPair.Definition,
            GenerateDataKeyPairWithoutPlaintext.Definition,
            GenerateRandom.Definition,
            Sign.Definition,
            Verify.Definition,
            GenerateMac.Definition,
            VerifyMac.Definition,
            GetPublicKey.Definition,
            DeriveSharedSecret.Definition,
            CreateGrant.Definition,
            ListGrants.Definition,
            ListRetirableGrants.Definition,
            RetireGrant.Definition,
            RevokeGrant.Definition,
            GetParametersForImport.Definition,
            ImportKeyMaterial.Definition,
            DeleteImportedKeyMaterial.Definition,
        ];

    /// <summary>The keys of an account are one state, whatever their region: multi-region keys change in all their regions at
    /// once.</summary>
    public KmsState StateOf(string account) => (KmsState)State(new(account, "aws-global"));

    protected override ServiceState CreateState(Scope scope) => new KmsState(this, scope);

    internal static Operation<KmsState, TRequest, TResponse> Define<TRequest, TResponse>(
        string name,
        JsonTypeInfo<TRequest> request,
        JsonTypeInfo<TResponse> response,
        Func<KmsState, TRequest, Context, Result<TResponse>> handle,
        params Member<TRequest>[] constraints
    )
        where TRequest : class
        where TResponse : class =>
        Operation<KmsState>.DefineAsync(
            name,
            request,
            response,
            (state, input, context) =>
                context.Host.HandleAsync(((KmsService)state.Service).StateOf(state.Scope.Account), input, context, handle),
            constraints
        );
}
