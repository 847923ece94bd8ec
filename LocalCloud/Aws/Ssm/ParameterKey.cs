using LocalCloud.Aws.Kms;

namespace LocalCloud.Aws.Ssm;

/// <summary>The key of a SecureString: without it the value is neither taken nor decrypted.</summary>
internal static class ParameterKey
{
    public static AwsError? Fault(SsmState state, string? key, DateTimeOffset now) =>
        KeyUse.Fault(state.Service.Host, state.Scope, key, now) is { } fault ? new("InvalidKeyId", fault.Message) : null;

    /// <summary>Of a value that is to be given out; what is not decrypted needs no key.</summary>
    public static AwsError? Fault(SsmState state, ParameterVersion version, bool decrypted) =>
        decrypted && version.Type == "SecureString" ? Fault(state, version.KeyId, state.Time.GetUtcNow()) : null;
}
