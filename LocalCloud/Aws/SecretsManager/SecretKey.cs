using LocalCloud.Aws.Kms;

namespace LocalCloud.Aws.SecretsManager;

/// <summary>The key of a secret with KmsKeyId: without it no value is taken or given out.</summary>
internal static class SecretKey
{
    public static AwsError? FaultOfEncryption(SecretsState state, string? key, Context context) =>
        Fault(state, key, context, "EncryptionFailure", "encrypt");

    public static AwsError? FaultOfDecryption(SecretsState state, string? key, Context context) =>
        Fault(state, key, context, "DecryptionFailure", "decrypt");

    private static AwsError? Fault(SecretsState state, string? key, Context context, string code, string what) =>
        KeyUse.Fault(context.Host, state.Scope, key, context.Now) is { } fault
            ? new(code, $"Secrets Manager can't {what} the protected secret text using the provided KMS key. {fault.Message}")
            : null;
}
