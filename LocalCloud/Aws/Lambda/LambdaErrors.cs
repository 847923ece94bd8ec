using System.Text.Json;

namespace LocalCloud.Aws.Lambda;

/// <summary>Lambda's errors: each has a Type beside its message, which is "message" in some shapes and "Message" in the others.</summary>
internal static class LambdaErrors
{
    private static readonly JsonElement User = Members("""{"Type":"User"}""");

    /// <summary>Shapes of the model whose message has a small letter.</summary>
    private static readonly HashSet<string> SmallLetter = new(StringComparer.Ordinal)
    {
        "CodeStorageExceededException",
        "InvalidParameterValueException",
        "InvalidRequestContentException",
        "PolicyLengthExceededException",
        "PreconditionFailedException",
        "ProvisionedConcurrencyConfigNotFoundException",
        "RequestTooLargeException",
        "ResourceConflictException",
        "TooManyRequestsException",
        "UnsupportedMediaTypeException",
        "ValidationException",
        "AccessDeniedException",
        "SerializationException",
    };

    public static readonly AwsError Revision = User412(
        "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest "
            + "Revision Id"
    );

    public static readonly AwsError PolicyRevision = User412(
        "The RevisionId provided does not match the latest RevisionId. Call the GetPolicy API to retrieve the latest RevisionId."
    );

    public static string MessageMember(AwsError error) => SmallLetter.Contains(error.Code) ? "message" : "Message";

    public static AwsError Of(string code, string message, int status) => new(code, message, status) { Members = User };

    public static AwsError Invalid(string message) => Of("InvalidParameterValueException", message, 400);

    public static AwsError NotFound(string message) => Of("ResourceNotFoundException", message, 404);

    public static AwsError FunctionNotFound(string arn) => NotFound($"Function not found: {arn}");

    public static AwsError Conflict(string message) => Of("ResourceConflictException", message, 409);

    public static AwsError TooLarge(string message) => Of("RequestTooLargeException", message, 413);

    public static AwsError Unsupported(string what) => Invalid($"{what} is not supported by LocalCloud.");

    public static AwsError Throttled(string reason) =>
        new("TooManyRequestsException", "Rate Exceeded.", 429) { Members = Members($$"""{"Reason":"{{reason}}","Type":"User"}""") };

    private static AwsError User412(string message) => Of("PreconditionFailedException", message, 412);

    private static JsonElement Members(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
