namespace LocalCloud.Aws.Logs;

/// <summary>CloudWatch Logs' errors in its own words.</summary>
internal static class Errors
{
    public static readonly AwsError NoGroup = NotFound("The specified log group does not exist.");

    public static readonly AwsError NoStream = NotFound("The specified log stream does not exist.");

    public static readonly AwsError GroupExists = new("ResourceAlreadyExistsException", "The specified log group already exists");

    public static readonly AwsError StreamExists = new("ResourceAlreadyExistsException", "The specified log stream already exists");

    public static readonly AwsError InvalidToken = Invalid("The specified nextToken is invalid.");

    public static AwsError NotFound(string message) => new("ResourceNotFoundException", message);

    public static AwsError Invalid(string message) => new("InvalidParameterException", message);
}
