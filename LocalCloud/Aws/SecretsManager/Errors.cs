namespace LocalCloud.Aws.SecretsManager;

internal static class Errors
{
    public static readonly AwsError NotFound = new("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");

    public static readonly AwsError MarkedForDeletion = new(
        "InvalidRequestException",
        "You can't perform this operation on the secret because it was marked for deletion."
    );

    public static readonly PageForm Pages = new(100, new AwsError("InvalidNextTokenException", "Invalid token."));

    public static AwsError Parameter(string message) => new("InvalidParameterException", message);

    public static AwsError Request(string message) => new("InvalidRequestException", message);
}
