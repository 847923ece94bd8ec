using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.Kms;

/// <summary>https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html and the errors of each operation.</summary>
internal static class KmsErrors
{
    public static readonly AwsError InvalidCiphertext = new("InvalidCiphertextException", "");

    public static readonly AwsError IncorrectKey = new(
        "IncorrectKeyException",
        "The key ID in the request does not identify a CMK that can perform this operation."
    );

    public static readonly PageForm Pages = new(50, new AwsError("InvalidMarkerException", "Could not deserialize marker"));

    public static readonly AwsError DryRun = new(
        "DryRunOperationException",
        "The request would have succeeded, but the DryRun option is set."
    );

    public static AwsError Validation(string message) => new("ValidationException", message);

    public static AwsError NotFound(string message) => new("NotFoundException", message);

    public static AwsError InvalidId(string id) => NotFound($"Invalid keyId '{id}'");

    public static AwsError NoAlias(string arn) => NotFound($"Alias {arn} is not found.");

    public static AwsError NoKey(string arn) => NotFound($"Key '{arn}' does not exist");

    public static AwsError Unsupported(string message = "") => new("UnsupportedOperationException", message);

    public static AwsError InvalidUsage(string message) => new("InvalidKeyUsageException", message);

    /// <summary>https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html has which operation minds which state.</summary>
    public static AwsError InvalidState(Key key) =>
        key.State switch
        {
            "Disabled" => new("DisabledException", $"{key.Arn} is disabled."),
            "PendingImport" => new("KMSInvalidStateException", $"{key.Arn} is pending import."),
            "PendingReplicaDeletion" => new("KMSInvalidStateException", $"{key.Arn} is pending replica deletion."),
            _ => new("KMSInvalidStateException", $"{key.Arn} is pending deletion."),
        };

    /// <summary>Keys and aliases of AWS's own services may be used and not changed.</summary>
    public static AwsError AwsManaged(Key key) =>
        new("AccessDeniedException", $"The operation is not allowed on {key.Arn}: it is an AWS managed key.");
}
