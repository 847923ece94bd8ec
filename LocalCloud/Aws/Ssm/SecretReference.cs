using System.Text.Json;
using LocalCloud.Aws.SecretsManager.Operations;

namespace LocalCloud.Aws.Ssm;

/// <summary>
/// A secret read as if it were a parameter:
/// docs.aws.amazon.com/systems-manager/latest/userguide/integration-ps-secretsmanager.html
/// </summary>
internal static class SecretReference
{
    private const string Prefix = "/aws/reference/secretsmanager/";

    private static readonly AwsError Encrypted = new(
        "ValidationException",
        "WithDecryption flag must be True for retrieving a Secret Manager secret."
    );

    public static bool IsMeant(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);

    public static async ValueTask<Result<ParameterShape>> ReadAsync(string name, bool decrypted, Context context)
    {
        if (!decrypted)
            return Encrypted;
        var request = new GetSecretValueRequest(name[Prefix.Length..], null, null);
        var read = await context
            .Host.InvokeAsync(context.Scope, GetSecretValue.Definition, request, context.Cancellation)
            .ConfigureAwait(false);
        if (!read.Ok(out var secret, out _) || secret.SecretString is not { } text)
            return Errors.NotFound;
        return new ParameterShape(name, "SecureString", text, 0, null, secret.CreatedDate, secret.Arn, "text")
        {
            SourceResult = JsonSerializer.Serialize(secret, SecretsManager.SecretsJson.Default.GetSecretValueResponse),
        };
    }
}
