using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms;

/// <summary>
/// Keys that other services encrypt with. What they keep is not encrypted a second time on this disk; a key that cannot be used stops them
/// all the same, and at once: AWS's services go on for some minutes with the data keys that they have.
/// https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html. Asked under the gate of who encrypts: KMS never enters another
/// gate from its own.
/// </summary>
internal static class KeyUse
{
    /// <param name="scope">of who encrypts; an ARN may name a key of another account</param>
    /// <param name="key">id, alias or the ARN of one of them; none, and the keys of AWS's services, can always be used</param>
    /// <returns>What KMS says to it: NotFoundException, DisabledException, KMSInvalidStateException or InvalidKeyUsageException.</returns>
    public static AwsError? Fault(Host host, Scope scope, string? key, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(key) || key.Contains("alias/aws/", StringComparison.Ordinal))
            return null;
        var (region, account, name) = (scope.Region, scope.Account, key);
        if (Arn.TryParse(key, out var arn))
            (region, account, name) = (arn.Region, arn.Account, arn.Type == "key" ? arn.Id : arn.Resource);
        return host.Read(host.Service<KmsService>().StateOf(account), state => Fault(state.Named(region, name), key, now));
    }

    /// <summary>ARN of the key that an alias stands for; null where there is none.</summary>
    public static string? ArnOf(Host host, Scope scope, string alias) =>
        host.Read(host.Service<KmsService>().StateOf(scope.Account), state => state.Named(scope.Region, alias)?.Arn);

    /// <summary>The same for services whose errors are KMS's under names of their own.</summary>
    public static string Condition(AwsError fault) =>
        fault.Code switch
        {
            "NotFoundException" => "NotFound",
            "DisabledException" => "Disabled",
            "InvalidKeyUsageException" => "InvalidKeyUsage",
            _ => "InvalidState",
        };

    private static AwsError? Fault(Key? key, string named, DateTimeOffset now)
    {
        if (key is null || key.DeletionDate <= now)
            return KmsErrors.InvalidId(named);
        if (key.State != "Enabled")
            return KmsErrors.InvalidState(key);
        return key is { Usage: KeyUsage.Encrypt, Spec: KeySpec.Default }
            ? null
            : KmsErrors.InvalidUsage($"{key.Arn} is no symmetric encryption key.");
    }
}
