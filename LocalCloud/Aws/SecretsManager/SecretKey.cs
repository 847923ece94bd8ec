using LocalCloud.Aws.Kms;

namespace LocalCloud.Aws.SecretsManager;

/// <summary>The key of a secret with KmsKeyId: without it no value is taken or given out.</summary>
internal static class SecretKey
{
    public static AwsError? FaultOfEncryption(SecretsState state, string? key, Context context) =>
        KeyUse.Fault(context.Host, state.Scope, key, context.Now) is { } fault
            ? new(
                "EncryptionFailure",
                $"Secrets Manager can't encrypt the protected secret text using the provided KMS key. {fault.Message}"
            )
            : null;

    public static AwsError? FaultOfDecryption(SecretsState state, string? key, Context context) =>
        KeyUse.Fault(context.Host, state.Scope, key, context.Now) is { } fault
            ? new(
                "DecryptionFailure",
                $"Secrets Manager can't decrypt the protected secret text using the provided KMS key. {fault.Message}"
            )
            : null;
}
