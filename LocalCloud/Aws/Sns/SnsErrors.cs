namespace LocalCloud.Aws.Sns;

/// <summary>SNS's errors in its own words.</summary>
internal static class SnsErrors
{
    public static readonly AwsError NoTopic = new("NotFound", "Topic does not exist", 404);

    public static readonly AwsError NoSubscription = new("NotFound", "Subscription does not exist", 404);

    public static readonly AwsError NoResource = new("ResourceNotFound", "Resource does not exist", 404);

    /// <summary>Lists come in pages of 100.</summary>
    public static PageForm Pages { get; } = new(100, Invalid("NextToken"));

    public static AwsError Invalid(string what) => new("InvalidParameter", $"Invalid parameter: {what}");

    /// <summary>Of message attributes.</summary>
    public static AwsError InvalidValue(string message) => new("ParameterValueInvalid", message);

    public static AwsError NotFound(string message) => new("NotFound", message, 404);

    public static AwsError NotAuthorized(string message) => new("AuthorizationError", message, 403);
}
