namespace LocalCloud.Aws.Ssm;

internal static class Errors
{
    /// <summary>AWS says nothing more.</summary>
    public static readonly AwsError NotFound = new("ParameterNotFound", "");

    public static readonly PageForm Pages = new(50, new AwsError("InvalidNextToken", "The specified token isn't valid."));

    public static AwsError Invalid(string message) => new("ValidationException", message);

    public static AwsError VersionNotFound(string version, string name) =>
        new("ParameterVersionNotFound", $"Systems Manager could not find version {version} of {name}. Verify the version and try again.");
}
